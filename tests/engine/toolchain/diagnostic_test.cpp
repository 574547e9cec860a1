// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "toolchain/diagnostic.h"

using namespace Qt::StringLiterals;
using namespace gw::toolchain;

class DiagnosticTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOneLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("shape"); // severity file:line:column message
        const auto row = [](const char *name, const QString &line, const QString &shape) {
            QTest::newRow(name) << line << shape;
        };
        row("gcc error", u"post.cpp:12:5: error: expected ';' before '}' token"_s,
            u"error /src/post.cpp:12:5 expected ';' before '}' token"_s);
        row("absolute", u"/a/b.c:3:1: warning: unused variable ‘x’ [-Wunused-variable]"_s,
            u"warning /a/b.c:3:1 unused variable ‘x’ [-Wunused-variable]"_s);
        row("no column", u"sub/../post.cpp:7: note: declared here"_s,
            u"note /src/post.cpp:7:0 declared here"_s);
        row("fatal", u"post.cpp:1:10: fatal error: nowhere.h: No such file or directory"_s,
            u"error /src/post.cpp:1:10 nowhere.h: No such file or directory"_s);
        row("rustc", u"src/lib.rs:3:5: error[E0425]: cannot find value `y` in this scope"_s,
            u"error /src/src/lib.rs:3:5 cannot find value `y` in this scope"_s);
        row("linker with a line",
            u"/usr/bin/ld: post.cpp:12:(.text+0x5): undefined reference to `f()'"_s,
            u"error /src/post.cpp:12:0 undefined reference to `f()'"_s);
        row("linker without", u"post.cpp:(.text+0x5): undefined reference to `f()'"_s,
            u"error /src/post.cpp:0:0 undefined reference to `f()'"_s);
        row("blank in the name", u"my plugin.cpp:1:2: error: no"_s,
            u"error /src/my plugin.cpp:1:2 no"_s);
    }
    void readsOneLine()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, shape);
        DiagnosticReader reader("/src");
        const auto found = reader.read(line.toStdString());
        QVERIFY(found);
        QCOMPARE(shapeOf(*found), shape);
    }

    void leavesOtherLinesAlone_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"", "[1/2] Building CXX object post.o", "In file included from post.cpp:1:",
              "post.cpp: In function ‘void f()’:", "   12 |     error: here", "ninja: error: stop",
              "collect2: error: ld returned 1 exit status", "post.cpp:12:5: errors: 3"}) {
            QTest::newRow(line) << QString::fromUtf8(line);
        }
    }
    void leavesOtherLinesAlone()
    {
        QFETCH(const QString, line);
        DiagnosticReader reader("/src");
        const auto found = reader.read(line.toStdString());
        QVERIFY2(!found, found ? qPrintable(shapeOf(*found)) : "");
    }

    void takesCMakesMessageFromTheLineBelow()
    {
        DiagnosticReader reader("/src");
        QVERIFY(!reader.read("CMake Error at CMakeLists.txt:5 (find_package):"));
        QVERIFY(!reader.read(""));
        const auto found = reader.read("  Could not find a package");
        QVERIFY(found);
        QCOMPARE(shapeOf(*found), u"error /src/CMakeLists.txt:5:0 Could not find a package"_s);
        QVERIFY(!reader.read("  and more of it"));
    }

private:
    static QString shapeOf(const Diagnostic &diagnostic)
    {
        const char *const words[] = {"note", "warning", "error"};
        return u"%1 %2:%3:%4 %5"_s.arg(
            QString::fromLatin1(words[static_cast<int>(diagnostic.severity)]),
            QString::fromStdString(diagnostic.file.string()), QString::number(diagnostic.line),
            QString::number(diagnostic.column), QString::fromStdString(diagnostic.message));
    }
};

GW_TEST(DiagnosticTest)
#include "diagnostic_test.moc"
