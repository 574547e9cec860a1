# SPDX-License-Identifier: GPL-3.0-or-later
"""What all lints share: the files of a tree, findings, and the list of reasoned exceptions."""

import argparse
import dataclasses
import pathlib
import re
import sys

FOLDERS = ("app", "engine", "packaging", "plugins", "resources", "tests", "ui")
CODE = {".h", ".hpp", ".c", ".cpp"}
EXCEPTIONS = "tests/lint/exceptions.txt"

_COMMENT_OR_TEXT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


@dataclasses.dataclass(frozen=True)
class Finding:
    """`rule` is the word that an exception names."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


class SourceFile:
    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.suffix = path.suffix
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines()

    @property
    def is_header(self):
        return self.suffix in {".h", ".hpp"}

    def code_lines(self):
        """The lines without comments and without what stands in quotes; #include names stay."""

        def blank(match):
            kept = '""' if match.group().startswith(('"', "R")) else " "
            return kept + "\n" * match.group().count("\n")

        lines = _COMMENT_OR_TEXT.sub(blank, self.text).split("\n")
        return [whole if whole.lstrip().startswith("#include") else code
                for whole, code in zip(self.lines, lines)]


def files(root, suffixes):
    """All files of the project's folders with one of the suffixes (or names), sorted."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and (path.suffix in suffixes or path.name in suffixes):
                yield SourceFile(root, path)


def _read_exceptions(root):
    """(rule, path) for each line `RULE PATH # reason`."""
    listing = root / EXCEPTIONS
    found = {}
    for number, line in enumerate(listing.read_text().splitlines() if listing.exists() else [], 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry, _, reason = line.partition("#")
        if len(entry.split()) != 2 or not reason.strip():
            sys.exit(f"{EXCEPTIONS}:{number}: expected: RULE PATH # reason")
        found[tuple(entry.split())] = number
    return found


def run(check, rules):
    """Runs check(root), which yields findings of the named rules; exits with 1 if any stand."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=pathlib.Path)
    root = parser.parse_args().root.resolve()
    exceptions = {key: line for key, line in _read_exceptions(root).items() if key[0] in rules}
    used, standing = set(), []
    for finding in check(root):
        key = (finding.rule, finding.path)
        if key in exceptions:
            used.add(key)
        else:
            standing.append(str(finding))
    standing += [f"{EXCEPTIONS}:{line}: nothing to excuse any more: {' '.join(key)}"
                 for key, line in exceptions.items() if key not in used]
    print("\n".join(standing) or "nothing found")
    sys.exit(1 if standing else 0)
