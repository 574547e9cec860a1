# SPDX-License-Identifier: GPL-3.0-or-later
"""What the console says of a failure goes through tr(): no plain text in failure(), Error{} and the
like. Free are the second word, where it was (a path, a pointer), the values in the places of a
translated text: said(tr("No header: %1"), {"-H " + text}), and the names of members of JSON: textOf()."""

import re

import source_tree

_SPEAKS = re.compile(r"\b(?:failure|refusal|fail|note|Error(?:\s+\w+)?)\s*(?=[({])")
_SHOWN = re.compile(r"\bshowProblem\s*(?=\()")
_ASSIGNED = re.compile(r"(?:\.(?:what|remedy|reason)|\bnote)\s*\+?=(?!=)([^;]*);")
_SAID = re.compile(r"\b(?:said|tr|translate|arg|textOf)\s*(?=\()")
_COMMENT = re.compile(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|[({]|[)}]|,')
_TEXT = re.compile(r'"((?:\\.|[^"\\\n])*)"')
_LETTER = re.compile(r"[A-Za-z]")


def _arguments(code, begin):
    """The arguments of the call whose bracket opens at `begin`, and where it ends."""
    depth, arguments, at = 0, [], begin + 1
    for found in _TOKEN.finditer(code, begin):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(found.group(), 0)
        if depth == 0 or (depth == 1 and found.group() == ","):
            arguments.append(code[at:found.start()])
            at = found.end()
        if depth == 0:
            break
    return arguments, at


def _without_said(code):
    while found := _SAID.search(code):
        code = code[:found.start()] + code[_arguments(code, found.end())[1]:]
    return code


def _sayings(code):
    for call in _SPEAKS.finditer(code):
        arguments, _ = _arguments(code, call.end())
        yield call.start(), " ".join(arguments[:1] + arguments[2:])
    for call in _SHOWN.finditer(code):
        for problem in _arguments(code, call.end())[0][1:]: # behind the topic: {what, where, remedy}
            parts, _ = _arguments(problem, problem.find("{")) if "{" in problem else ([], 0)
            yield call.start(), " ".join(parts[:1] + parts[2:])
    for assigned in _ASSIGNED.finditer(code):
        yield assigned.start(), assigned.group(1)


def check(root):
    for file in source_tree.files(root, source_tree.CODE):
        if not file.path.startswith(("ui/", "engine/client/")):
            continue
        code = _COMMENT.sub(lambda found: found.group(1) or "\n" * found.group().count("\n"), file.text)
        for at, words in sorted(_sayings(code)):
            if any(_LETTER.search(text) for text in _TEXT.findall(_without_said(words))):
                yield source_tree.Finding(file.path, code.count("\n", 0, at) + 1, "untranslated",
                                          "people read this: say it with tr()")


if __name__ == "__main__":
    source_tree.run(check, {"untranslated"})
