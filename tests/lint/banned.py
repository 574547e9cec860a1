# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls, includes and names that the project does without (style.md says why)."""

import re

import source_tree


class Ban:
    """A pattern that must not occur in the files for which `applies` holds."""

    def __init__(self, rule, pattern, message, applies=lambda file: True):
        self.rule = rule
        self.pattern = re.compile(pattern)
        self.message = message
        self.applies = applies


# They give keys to commands, which the user can choose.
_GIVERS_OF_KEYS = ("ui/window/action_registry.", "ui/window/main_window.", "ui/window/pane.",
                  "ui/window/settings_page.", "ui/window/window_menus.")


def _in_engine(file):
    return file.path.startswith("engine/")


def _in_data_plane(file):
    return _in_engine(file) and not file.path.startswith("engine/client/")


def _outside_commands(file):
    return file.path.startswith(("ui/", "app/")) and not file.path.startswith(_GIVERS_OF_KEYS)


def _is_header(file):
    return file.is_header


# Looked for in code, without comments and quoted text.
CODE_BANS = (
    Ban("using-namespace", r"\busing\s+namespace\b", "a header does not say `using namespace`", _is_header),
    Ban("endl", r"\bstd::endl\b", "write '\\n': std::endl flushes"),
    Ban("sleep", r"(?<![\w.>])(?:(?:QThread|QTest)::(?:[mu]sleep|qSleep|sleep)|u?sleep|nanosleep)\s*\("
        r"|\bsleep_(?:for|until)\s*\(", "wait for the event, with a deadline, instead of sleeping"),
    Ban("shell", r"(?<![\w.>:])(?:std::)?(?:system|popen)\s*\(", "no shell: start the program itself"),
    Ban("c-string", r"(?<![\w.>])(?:std::)?(?:strcpy|strcat|v?sprintf|gets)\s*\(", "it does not know the size"),
    Ban("catch-all", r"\bcatch\s*\(\s*\.\.\.\s*\)", "catch what is thrown, by its type"),
    Ban("std-regex", r"\bstd::(?:basic_)?regex\b", "std::regex is slow and recurses: use RE2"),
    Ban("q-regex", r"\bQRegularExpression\b", "definitions hold RE2 expressions", _in_engine),
    Ban("qnam", r"\bQNetworkAccessManager\b", "not in the data plane: see upstream/http_client.h", _in_data_plane),
    Ban("instance", r"\bstatic\b[^;({]*[&*]\s*instance\s*\(", "no singletons: pass it to the constructor"),
    Ban("heavy-include", r"#include\s+<(?:jsoncons|spdlog|CLI|prometheus)/",
        "include this library in .cpp files only", _is_header),
    Ban("fixed-keys", r"\bQShortcut\b|(?:\.|->)setShortcuts?\s*\(",
        "keys are the user's: make it a command (ui/README.md, To add a page)", _outside_commands),
    Ban("bare-new", r"^(?!.*(?:\bthis\b|_ptr\b|\.reset\(|setEventDispatcher))(?:.*[^\w])?new\s+[A-Za-z_:]",
        "say who owns it: make_unique, or a parent", _in_engine),
    Ban("bare-delete", r"\bdelete(?:\[\])?\s+[A-Za-z_*(]", "let its owner destroy it", _in_engine),
    Ban("pragma-once", r"^#ifndef\s+\w+_H(?:PP)?_?\s*$", "use #pragma once",
        lambda file: file.path.endswith((".h", ".hpp")) and not file.path.startswith("plugins/sdk/")),
)

# Looked for in whole lines.
TEXT_BANS = (
    Ban("todo", r"\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))", "TODO(#123) names its issue"),
)

BANNED_WORDS = {"Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Misc", "Common", "Data"}
_TYPE = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|namespace)\s+(?:\[\[\w+\]\]\s*)?([A-Za-z_]\w*)\s*(?:final\b)?\s*[:{]")
_GLOB = re.compile(r"\bfile\s*\(\s*GLOB", re.IGNORECASE)


def _words(name):
    """The words of a snake_case or PascalCase name, capitalised."""
    return {part.capitalize() for part in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def _names(file):
    stem = file.path.rsplit("/", 1)[-1].split(".")[0]
    if _words(stem) & BANNED_WORDS:
        yield source_tree.Finding(file.path, 1, "name", "the file's name says nothing: name what it does")
    for number, line in enumerate(file.code_lines(), 1):
        for name in _TYPE.findall(line):
            if _words(name) & BANNED_WORDS:
                yield source_tree.Finding(file.path, number, "name", f"{name} says nothing: name what it does")


def _bans(file, bans, lines):
    for ban in bans:
        if not ban.applies(file):
            continue
        for number, line in enumerate(lines, 1):
            if ban.pattern.search(line):
                yield source_tree.Finding(file.path, number, ban.rule, ban.message)


def check(root):
    for file in source_tree.files(root, source_tree.CODE):
        yield from _bans(file, CODE_BANS, file.code_lines())
        yield from _bans(file, TEXT_BANS, file.lines)
        yield from _names(file)
    for file in source_tree.files(root, {"CMakeLists.txt", ".cmake"}):
        for number, line in enumerate(file.lines, 1):
            if _GLOB.search(line):
                yield source_tree.Finding(file.path, number, "glob", "list the files: a glob is not seen by ninja")


RULES = {ban.rule for ban in CODE_BANS + TEXT_BANS} | {"name", "glob"}

if __name__ == "__main__":
    source_tree.run(check, RULES)
