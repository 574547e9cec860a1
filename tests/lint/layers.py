# SPDX-License-Identifier: GPL-3.0-or-later
"""Each room includes only rooms below it; plugins see only the SDK."""

import re

import source_tree

# From the ground up. Rooms on one floor do not see each other.
FLOORS = (
    ("base",),
    ("net", "telemetry", "toolchain", "client"),
    ("http", "shipping"),
    ("spec",),
    ("request",),
    ("plugin", "bundle"),
    ("upstream",),
    ("chain",),
    ("proxy", "relay"),
    ("echo",),
    ("runtime",),
    ("control", "bench"),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# The rooms of the console, likewise.
UI_FLOORS = (
    ("editing", "look", "requests", "translations"),
    ("session", "history"),
    ("models",),
    ("widgets",),
    ("window",),
    ("panes", "pages"),
)
UI_LEVEL = {room: level for level, rooms in enumerate(UI_FLOORS) for room in rooms}

# What the console may include: it reaches the engine through the control API, and builds plugins
# with the same code as the command line.
VISIBLE_TO_UI = {"base", "spec", "client", "toolchain"}
# Who may include the plugin ABI.
SEES_ABI = {"plugin", "echo"}

_INCLUDE = re.compile(r'#include\s+(?:"([^"/]+)/[^"]*"|<(gatewright)/[^>]*>|<(Qt?[A-Z]\w*)[^>]*>)')


def _ui_problem(room, quoted):
    if room not in UI_LEVEL:
        return f"room ui/{room} has no floor: add it to tests/lint/layers.py"
    if quoted in LEVEL and quoted not in VISIBLE_TO_UI:
        return f"ui does not include {quoted}/: it speaks the control API"
    if quoted in UI_LEVEL and quoted != room and UI_LEVEL[quoted] >= UI_LEVEL[room]:
        return f"{room} is not above {quoted}"
    return None


def _problem(path, quoted, is_abi, is_qt):
    """Why a file must not include a room (or the SDK, or Qt); None when it may."""
    folder, room = (path.split("/") + [""])[:2]
    if folder == "plugins":
        if quoted and quoted != "gatewright":
            return f"a plugin sees only the SDK, not {quoted}/"
        return "a plugin does not use Qt" if is_qt else None
    if folder == "ui":
        return _ui_problem(room, quoted)
    if folder != "engine":
        return None
    if room not in LEVEL:
        return f"room engine/{room} has no floor: add it to tests/lint/layers.py"
    if is_abi and room not in SEES_ABI:
        return f"{room} does not include the plugin ABI"
    if quoted in UI_LEVEL:
        return f"the engine does not include ui/{quoted}"
    if quoted in LEVEL and quoted != room and LEVEL[quoted] >= LEVEL[room]:
        return f"{room} is not above {quoted}"
    return None


def check(root):
    for file in source_tree.files(root, source_tree.CODE):
        for number, line in enumerate(file.code_lines(), 1):
            include = _INCLUDE.search(line)
            if not include:
                continue
            quoted, abi, qt = include.groups()
            problem = _problem(file.path, quoted, abi is not None, qt is not None)
            if problem:
                yield source_tree.Finding(file.path, number, "layer", problem)


if __name__ == "__main__":
    source_tree.run(check, {"layer"})
