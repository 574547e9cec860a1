# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file says its licence in its first line (the second, below #!)."""

import source_tree

SUFFIXES = source_tree.CODE | {".py", ".sh", ".rs", ".cmake", "CMakeLists.txt"}
OURS = "GPL-3.0-or-later"
# A plugin author includes the SDK and starts from the examples: their licence leaves the choice open.
FREE = {"plugins/sdk/": {"MIT"}, "plugins/examples/": {"MIT", OURS}}


def _allowed(path):
    for folder, licences in FREE.items():
        if path.startswith(folder):
            return licences if not path.endswith("CMakeLists.txt") else licences | {OURS}
    return {OURS}


def check(root):
    for file in source_tree.files(root, SUFFIXES):
        at = 1 if file.lines[:1] and file.lines[0].startswith("#!") else 0
        line = file.lines[at] if len(file.lines) > at else ""
        wanted = _allowed(file.path)
        marks = {f"{mark}SPDX-License-Identifier: {licence}{end}" for licence in wanted
                 for mark, end in (("// ", ""), ("# ", ""), ("/* ", " */"))}
        if line not in marks:
            yield source_tree.Finding(file.path, at + 1, "spdx",
                                      f"expected: SPDX-License-Identifier: {' or '.join(sorted(wanted))}")


if __name__ == "__main__":
    source_tree.run(check, {"spdx"})
