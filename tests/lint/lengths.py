# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and functions stay short enough to be read in one sitting."""

import re

import source_tree

MAX_HEADER = 200
MAX_INLINE = 300  # .hpp: a header that holds the bodies too
MAX_SOURCE = 500
MAX_FUNCTION = 60

# clang-format gives only function bodies (and rare bare blocks) a brace on a line of its own.
_BODY_START = re.compile(r"^( *)\{$")
# Tables of test rows.
_TABLE = re.compile(r"\w+_data\(\)|[rR]ows\(\)|vector<\w*Row> &rows")


def _functions(lines):
    """(first line, number of lines, line before the brace) of each outermost body."""
    at = 0
    while at < len(lines):
        start = _BODY_START.match(lines[at])
        at += 1
        if not start:
            continue
        begin = at
        while at < len(lines) and lines[at] != start.group(1) + "}":
            at += 1
        yield begin, at - begin, lines[begin - 2] if begin > 1 else ""


def check(root):
    for file in source_tree.files(root, source_tree.CODE):
        limit = {".h": MAX_HEADER, ".hpp": MAX_INLINE}.get(file.suffix, MAX_SOURCE)
        if len(file.lines) > limit:
            yield source_tree.Finding(file.path, limit + 1, "file-length",
                                      f"{len(file.lines)} lines, more than {limit}")
        for begin, length, signature in _functions(file.lines):
            if length > MAX_FUNCTION and not _TABLE.search(signature):
                yield source_tree.Finding(file.path, begin, "function-length",
                                          f"a function of {length} lines, more than {MAX_FUNCTION}")


if __name__ == "__main__":
    source_tree.run(check, {"file-length", "function-length"})
