# SPDX-License-Identifier: GPL-3.0-or-later
"""Every description of a schema has its text in the console's other languages: in
resources/schema/NAME.LANGUAGE.json, by the JSON pointer to what is described, in the schema's order."""

import json

import source_tree

LANGUAGES = ("de",)
# Longer texts that are the same in both languages were not translated.
_MOST_EQUAL_WORDS = 3


def descriptions(node, pointer=""):
    """(pointer, text) of everything that is described, in the order of the document."""
    if isinstance(node, list):
        node = dict(enumerate(node))
    elif not isinstance(node, dict):
        return
    if isinstance(node.get("description"), str):
        yield pointer, node["description"]
    for key, child in node.items():
        yield from descriptions(child, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")


def problems(english, members):
    """(pointer, what is wrong), for what is missing or wrong in a file with these members."""
    given = dict(members)
    for pointer, text in english.items():
        if pointer not in given:
            yield pointer, f"has no text for: {text}"
    if len(given) < len(members):
        yield members[0][0], "some pointer stands here twice"
    for pointer, text in members:
        if pointer not in english:
            yield pointer, "leads to no description of the schema"
        elif not text.strip():
            yield pointer, "is empty"
        elif text == english[pointer] and len(text.split()) > _MOST_EQUAL_WORDS:
            yield pointer, f"is not translated: {text}"
    order = [pointer for pointer in english if pointer in given]
    for pointer, expected in zip((pointer for pointer in given if pointer in english), order):
        if pointer != expected:
            yield pointer, f"the schema has {expected} before it"
            break


def check(root):
    for schema in sorted((root / "resources" / "schema").glob("*.schema.json")):
        english = dict(descriptions(json.loads(schema.read_text(encoding="utf-8"))))
        for language in LANGUAGES:
            path = schema.with_name(schema.name.replace(".schema.", f".{language}."))
            text = path.read_text(encoding="utf-8") if path.exists() else "{}"
            lines = [line.strip() for line in text.splitlines()]
            for pointer, what in problems(english, json.loads(text, object_pairs_hook=list)):
                key = json.dumps(pointer) + ":"
                number = next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1)
                place = path.relative_to(root).as_posix()
                yield source_tree.Finding(place, number, "field-help", f"{pointer or 'the root'}: {what}")


if __name__ == "__main__":
    source_tree.run(check, {"field-help"})
