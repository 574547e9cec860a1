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
    ("panes", "compare", "form", "request_form", "environments"),
    ("definition",),
    ("libraries",),
    ("breakpoints",),
    ("tester",),
)
UI_LEVEL = {room: level for level, rooms in enumerate(UI_FLOORS) for room in rooms}

# What the console may include: it reaches the engine through the control API, and builds plugins
# with the same code as the command line.
VISIBLE_TO_UI = {"base", "spec", "client", "toolchain"}
# The console's files in app/ likewise, but for this: what the workspace's plugin files export, also
# while no engine runs (ui/README.md).
READS_PLUGIN_FILES = {"app/plugin_reader.h", "app/plugin_reader.cpp"}
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


def _console_problem(path, quoted, rooms):
    """Why a file of app/ that is the console's must not include a room; None when it may."""
    is_console = path.startswith("app/") and any(room in UI_LEVEL for room in rooms)
    if is_console and path not in READS_PLUGIN_FILES and quoted in LEVEL and quoted not in VISIBLE_TO_UI:
        return f"the console does not include {quoted}/: it speaks the control API"
    return None


def check(root):
    for file in source_tree.files(root, source_tree.CODE):
        found = [(number, _INCLUDE.search(line)) for number, line in enumerate(file.code_lines(), 1)]
        includes = [(number, include.groups()) for number, include in found if include]
        rooms = {quoted for _, (quoted, _, _) in includes}
        for number, (quoted, abi, qt) in includes:
            problem = _problem(file.path, quoted, abi is not None, qt is not None)
            problem = problem or _console_problem(file.path, quoted, rooms)
            if problem:
                yield source_tree.Finding(file.path, number, "layer", problem)


if __name__ == "__main__":
    source_tree.run(check, {"layer"})
