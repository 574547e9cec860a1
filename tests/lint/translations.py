# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the console has a finished German one that keeps its places (%1, %n); English
has the texts that count in singular and plural.

With the path of lupdate as second argument the texts are read from the sources again, so that one
that nobody took into the file (`./dev build update_translations`) is found too."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

# The language, and what lupdate is told beside it.
LANGUAGES = {"de": [], "en": ["-pluralonly"]}
SOURCES = ["ui", "engine/client", "app/console.cpp", "app/console_start.cpp", "app/embedded_engine.cpp",
           "app/tour_steps.cpp"]
_PLACE = re.compile(r"%(?:[1-9]|n)")


def _texts(translation):
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def problems(ts):
    """(source, what is wrong with its translation), for each that is wrong."""
    root = tree.parse(ts).getroot()
    for context in root.iter("context"):
        # Of a class by another name, or a function that lupdate does not follow.
        if context.find("name").text in (None, "Words"):
            yield context.find("message/source").text, "was read without its class: use QCoreApplication::translate() there"
    for message in root.iter("message"):
        source = message.find("source").text
        translation = message.find("translation")
        kind = translation.get("type")
        if kind in ("vanished", "obsolete"):
            yield source, "is in no source any more"
            continue
        if kind == "unfinished":
            yield source, "has no finished text"
            continue
        for text in _texts(translation):
            if not text.strip():
                yield source, "is empty"
            elif set(_PLACE.findall(text)) != set(_PLACE.findall(source)):
                yield source, f"has other places: {text}"
            elif (source[:1] == " ") != (text[:1] == " "):
                yield source, f"begins or does not begin with a blank: {text}"


def _file(language):
    return f"ui/translations/gatewright_{language}.ts"


def _updated(root, lupdate, folder, language):
    copy = pathlib.Path(folder) / f"{language}.ts"
    shutil.copy(root / _file(language), copy)
    subprocess.run([lupdate, "-silent", "-locations", "none", "-source-language", "en",
                    "-target-language", language, *LANGUAGES[language], *SOURCES, "-ts", copy],
                   cwd=root, check=True, stderr=subprocess.DEVNULL)
    return copy


def main(arguments):
    root = pathlib.Path(arguments[0])
    found = False
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            updates = len(arguments) > 1
            ts = _updated(root, arguments[1], folder, language) if updates else root / _file(language)
            for source, what in problems(ts):
                print(f"{_file(language)}: {source!r} {what}")
                found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
