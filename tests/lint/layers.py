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
# The console's files in app/ likewise, but for two (ui/README.md): what the workspace's plugin files
# export, also while no engine runs, and the engine in the same process.
BESIDE_THE_API = {"app/plugin_reader.h", "app/plugin_reader.cpp", "app/embedded_engine.cpp"}
# Who may include the plugin ABI.
SEES_ABI = {"plugin", "echo"}

_INCLUDE = re.compile(r'#include\s+(?:"([^"/]+)/[^"]*"|<(gatewright)/[^>]*>|<(Qt?[A-Z]\w*)[^>]*>)')
_QUOTED = re.compile(r'\s*#include\s+"([^"]+)"')


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


class _Console:
    """The console's files in app/, and what they reach of the engine."""

    def __init__(self, includes_of):
        self._includes_of = includes_of  # by path, each as it is written

    def problem(self, path, include):
        """Why a file of app/ that is the console's must not include that; None when it may."""
        if path in BESIDE_THE_API or not self._is_console(path):
            return None
        for room in sorted(self._reached(include, set())):
            if room in LEVEL and room not in VISIBLE_TO_UI:
                return f"the console does not include {room}/: it speaks the control API"
        return None

    def _is_console(self, path):
        """It includes a room of ui/, itself or in its own header."""
        own_header = re.sub(r"\.cpp$", ".h", path)
        includes = self._includes_of.get(path, []) + self._includes_of.get(own_header, [])
        return path.startswith("app/") and any(name.split("/")[0] in UI_LEVEL for name in includes)

    def _reached(self, include, seen):
        """The rooms that come with an include, through headers of app/ as well."""
        if "/" in include:
            return {include.split("/")[0]}
        header = f"app/{include}"
        if header in seen or header in BESIDE_THE_API:
            return set()
        seen.add(header)
        return set().union(*(self._reached(name, seen) for name in self._includes_of.get(header, [])))


def check(root):
    files = [(file.path, list(enumerate(file.code_lines(), 1)))
             for file in source_tree.files(root, source_tree.CODE)]
    quotes = {path: [found[1] for _, line in lines if (found := _QUOTED.match(line))] for path, lines in files}
    console = _Console(quotes)
    for path, lines in files:
        for number, line in lines:
            include, own = _INCLUDE.search(line), _QUOTED.match(line)
            problem = None
            if include:
                quoted, abi, qt = include.groups()
                problem = _problem(path, quoted, abi is not None, qt is not None)
            if own:
                problem = problem or console.problem(path, own[1])
            if problem:
                yield source_tree.Finding(path, number, "layer", problem)


if __name__ == "__main__":
    source_tree.run(check, {"layer"})
