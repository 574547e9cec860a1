# SPDX-License-Identifier: GPL-3.0-or-later
"""The lints refuse what they are there to refuse, and leave good code alone."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import banned
import field_help
import layers
import lengths
import source_tree
import spdx
import untranslated

HERE = pathlib.Path(__file__).resolve().parent
SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
GOOD = {
    "engine/http/parser.h": SPDX + '#pragma once\n\n#include "base/expected.h"\n\nnamespace gw::http {\n'
    "class Parser final {}; // not a Manager; says std::endl and system(\n} // namespace gw::http\n",
    "engine/http/parser.cpp": SPDX + '#include "http/parser.h"\n\n#include <spdlog/spdlog.h>\n\n'
    'const char *kText = "using namespace std; sleep(1); catch (...)";\n'
    "auto owned = std::unique_ptr<int>(new int(3));\nQObject *child = new QObject(this);\n",
    "plugins/sdk/gatewright/plugin.h": "/* SPDX-License-Identifier: MIT */\n#include <stdint.h>\n",
}


def rules_of(check, tree):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return [finding.rule for finding in check(root)]


class LintTest(unittest.TestCase):
    def assert_refused(self, check, rule, path, text):
        self.assertEqual(rules_of(check, {path: text}), [rule], f"{path}: {text}")

    def test_good_code_passes_every_lint(self):
        for lint in (layers, lengths, banned, spdx, untranslated, field_help):
            self.assertEqual(rules_of(lint.check, GOOD), [], lint.__name__)

    def test_layers(self):
        for path, text in (
            ("engine/base/a.h", '#include "http/arena.h"'),
            ("engine/net/a.h", '#include "telemetry/trace.h"'),
            ("engine/spec/a.cpp", '#include "chain/step.h"'),
            ("engine/attic/a.h", '#include "base/error.h"'),
            ("engine/http/a.h", "#include <gatewright/plugin.h>"),
            ("plugins/examples/x/x.cpp", '#include "base/error.h"'),
            ("plugins/examples/x/x.cpp", "#include <QString>"),
            ("engine/base/a.cpp", '#include "look/tokens.h"'),
            ("ui/panes/a.cpp", '#include "runtime/engine.h"'),
            ("ui/look/a.cpp", '#include "window/page.h"'),
            ("ui/panes/a.cpp", '#include "tester/request_page.h"'),
            ("ui/attic/a.cpp", '#include "base/error.h"'),
            ("app/a.cpp", '#include "plugin/plugin_inspector.h"\n#include "window/page.h"'),
        ):
            self.assert_refused(layers.check, "layer", path, text)
        both = '#include "editing/diagnostics.h"\n#include "plugin/plugin_inspector.h"\n'
        self.assertEqual(rules_of(layers.check, {"app/plugin_reader.h": both}), [])
        self.assertEqual(rules_of(layers.check, {"app/a.cpp": '#include "plugin/plugin_check.h"\n'}), [])

    def test_layers_of_the_console_by_its_headers(self):
        engine = '#include "plugin/plugin_inspector.h"\n'
        page = '#include "window/page.h"\n'
        # The file is the console's by its own header, or reaches the engine by one of app/.
        self.assertEqual(rules_of(layers.check, {"app/a.h": page, "app/a.cpp": '#include "a.h"\n' + engine}),
                         ["layer"])
        self.assertEqual(rules_of(layers.check, {"app/a.cpp": page + '#include "b.h"\n',
                                                 "app/b.h": '#include "c.h"\n', "app/c.h": engine}), ["layer"])
        # The exception is a door: what is behind it is its own.
        self.assertEqual(rules_of(layers.check, {"app/a.cpp": page + '#include "plugin_reader.h"\n',
                                                 "app/plugin_reader.h": engine}), [])
        self.assertEqual(rules_of(layers.check, {"app/embedded_engine.h": page,
                                                 "app/embedded_engine.cpp": '#include "embedded_engine.h"\n'
                                                                            + engine}), [])

    def test_lengths(self):
        body = "    work();\n"
        self.assert_refused(lengths.check, "file-length", "engine/base/a.h", body * 201)
        self.assert_refused(lengths.check, "file-length", "engine/base/a.cpp", body * 501)
        self.assert_refused(lengths.check, "function-length", "app/a.cpp", "void f()\n{\n" + body * 61 + "}\n")
        self.assertEqual(rules_of(lengths.check, {"app/a.cpp": "void f()\n{\n" + body * 60 + "}\n"}), [])

    def test_banned(self):
        for rule, path, text in (
            ("using-namespace", "engine/base/a.h", "using namespace std;"),
            ("endl", "engine/base/a.cpp", "out << std::endl;"),
            ("sleep", "tests/a.cpp", "QThread::msleep(5);"),
            ("sleep", "tests/a.cpp", "QTest::qSleep(5);"),
            ("sleep", "tests/a.cpp", "usleep(5);"),
            ("sleep", "tests/a.cpp", "std::this_thread::sleep_for(1ms);"),
            ("shell", "app/a.cpp", 'system("ls");'),
            ("c-string", "app/a.cpp", "std::strcpy(a, b);"),
            ("c-string", "app/a.cpp", "sprintf(a, b);"),
            ("catch-all", "app/a.cpp", "} catch (...) {"),
            ("std-regex", "app/a.cpp", "std::regex r;"),
            ("q-regex", "engine/spec/a.cpp", "QRegularExpression r;"),
            ("qnam", "engine/spec/a.cpp", "QNetworkAccessManager r;"),
            ("instance", "engine/base/a.h", "static Log &instance();"),
            ("heavy-include", "engine/base/a.h", "#include <spdlog/spdlog.h>"),
            ("fixed-keys", "ui/panes/a.cpp", "new QShortcut(QKeySequence::Find, this);"),
            ("fixed-keys", "ui/panes/a.cpp", "action->setShortcut(Qt::Key_F6);"),
            ("fixed-keys", "app/a.cpp", "action.setShortcuts(QKeySequence::Copy);"),
            ("bare-new", "engine/base/a.cpp", "auto *p = new Thing(3);"),
            ("bare-delete", "engine/base/a.cpp", "delete p;"),
            ("todo", "engine/base/a.cpp", "// TODO later"),
            ("name", "engine/base/a.cpp", "class PoolManager {"),
            ("name", "engine/base/a.cpp", "struct HTTPUtils final {"),
            ("name", "engine/base/string_utils.h", "#pragma once"),
            ("glob", "engine/CMakeLists.txt", "file(GLOB x *.cpp)"),
        ):
            self.assert_refused(banned.check, rule, path, text)
        self.assertEqual(rules_of(banned.check, {"app/a.cpp": "// TODO(#12): more\n"}), [])
        keys = "action->setShortcut(keys);\n"
        self.assertEqual(rules_of(banned.check, {"ui/window/pane.cpp": keys, "tests/a.cpp": keys}), [])

    def test_spdx(self):
        self.assert_refused(spdx.check, "spdx", "engine/base/a.cpp", "int a;\n")
        self.assert_refused(spdx.check, "spdx", "plugins/sdk/gatewright/a.h", SPDX)
        self.assertEqual(rules_of(spdx.check, {"tests/a.py": "#!/usr/bin/python3\n" + SPDX.replace("//", "#")}), [])

    def test_untranslated(self):
        for text in (
            'return failure("Not JSON");',
            'return failure(said(tr("Not JSON")), path,\n               "Mend it");',
            'm_error = Error{"Not (" + text};',
            'const Error error{std::string("No field ") + name, {}, {}};',
            'return m_cursor.fail(isHex ? "No digits" : tr("Not base64"));',
            'note("-H " + text + ": no header");',
            'error.remedy = "Mend the command";',
            'banner.showProblem(topic, {"Not moved: " + why, path, {}});',
            'banner.showProblem(u"a"_s + path, {tr("Not moved"), path, "Rename it"});',
            'note = "Line " + number;',
        ):
            for path in ("ui/requests/a.cpp", "engine/client/a.cpp"):
                self.assert_refused(untranslated.check, "untranslated", path, text + "\n")
        for path, text in (
            ("ui/requests/a.cpp", 'return failure(said(Words::tr("No part: %1"), {"-F (" + text}), path);'),
            ("ui/panes/a.cpp", 'return failure(tr("Not renamed: %1").arg("x y").toStdString(), {}, "");'),
            ("ui/panes/a.cpp", '// failure("x y");\nconst char *kUrl = "http://a";'),
            ("ui/panes/a.cpp", 'banner.showProblem("a", {tr("Not moved"), "a", {}});\nbanner.showProblem("a", why);'),
            ("engine/spec/a.cpp", 'return failure("Not JSON");'),
        ):
            self.assertEqual(rules_of(untranslated.check, {path: text + "\n"}), [], text)

    def test_field_help(self):
        schema = {"description": "All of the settings", "$defs": {"a/b": {"description": "Id"}},
                  "properties": {"description": {"description": "host:port"}, "examples": ["x"]}}
        right = {"": "Alle Einstellungen", "/$defs/a~1b": "Id", "/properties/description": "host:port"}

        def rules(texts):
            return rules_of(field_help.check, {"resources/schema/a.schema.json": json.dumps(schema),
                                               "resources/schema/a.de.json": texts})

        self.assertEqual(rules(json.dumps(right)), [])
        without = {"/$defs/a~1b": "Id", "/properties/description": "host:port"}
        for texts in (
            without,
            {**right, "/properties/gone": "Weg"},
            {**right, "/$defs/a~1b": " "},
            {**right, "": "All of the settings"},
            {**without, "": "Alle Einstellungen"},
        ):
            self.assertEqual(rules(json.dumps(texts)), ["field-help"], texts)
        self.assertEqual(rules('{"": "a", ' + json.dumps(right)[1:]), ["field-help"])
        self.assertEqual(rules_of(field_help.check, {"resources/schema/a.schema.json": "{\"description\": \"a\"}"}),
                         ["field-help"])

    def test_format(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "engine").mkdir()
            (root / ".clang-format").write_text((HERE.parent.parent / ".clang-format").read_text())
            for text, expected in (("int a;\n", True), ("int   a ;\n", False)):
                (root / "engine" / "a.cpp").write_text(text)
                result = subprocess.run([HERE.parent.parent / "packaging" / "format.sh", "--check", root],
                                        capture_output=True, check=False)
                self.assertEqual(result.returncode == 0, expected, result.stderr)

    def test_exceptions(self):
        """An exception silences its finding; one that silences nothing is refused."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "app").mkdir()
            (root / "tests" / "lint").mkdir(parents=True)
            listing = root / source_tree.EXCEPTIONS
            listing.write_text("endl app/a.cpp # a test\n")
            for text, expected in (("std::endl;\n", 0), ("\n", 1)):
                (root / "app" / "a.cpp").write_text(text)
                result = subprocess.run([sys.executable, HERE / "banned.py", root], capture_output=True, check=False)
                self.assertEqual(result.returncode, expected, result.stdout)


if __name__ == "__main__":
    unittest.main()
