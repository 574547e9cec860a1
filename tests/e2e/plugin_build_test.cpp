// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright plugin build`, with the compiler that is installed.
#include "e2e/support/gateway_process.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class PluginBuildTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buildsAndChecks();
    void passesTheCompilersErrorsOn();
    void refusesWhatTheGatewayWouldRefuse();
    void helps();

private:
    QString write(const QString &name, const QByteArray &text);

    QTemporaryDir m_folder;
};

QString PluginBuildTest::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QFile::WriteOnly) || file.write(text) != text.size()) {
        qWarning("cannot write %s", qPrintable(name));
    }
    return file.fileName();
}

void PluginBuildTest::buildsAndChecks()
{
    const QString source = write(u"post.cpp"_s, "#include <gatewright/plugin.hpp>\n"
                                                "void Foo(gw::ResponseWriter &, gw::Request &r)\n"
                                                "{\n    r.headers().add(\"Foo\", \"Bar\");\n}\n"
                                                "GW_EXPORT_HOOK(Foo)\n");
    const QString library = m_folder.filePath(u"made.so"_s);
    const ProgramResult built = runGatewright({u"plugin"_s, u"build"_s, source, u"-o"_s, library});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    QCOMPARE(built.standardOutput, QByteArray("built " + library.toUtf8() + "\n"));
    QVERIFY2(built.standardError.contains("    Foo  request\n"), built.standardError.constData());
    QCOMPARE(runGatewright({u"plugin"_s, u"check"_s, library}).exitCode, 0);
}

void PluginBuildTest::passesTheCompilersErrorsOn()
{
    const QString source = write(u"broken.c"_s, "int f(void)\n{\n    return oops;\n}\n");
    const ProgramResult result = runGatewright({u"plugin"_s, u"build"_s, source});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains(QByteArray(source.toUtf8() + ":3:12: error: ")),
             result.standardError.constData());
    QCOMPARE(result.standardOutput, "");
    QVERIFY(!QFile::exists(m_folder.filePath(u"broken.so"_s)));
}

void PluginBuildTest::refusesWhatTheGatewayWouldRefuse()
{
    const QString library = write(u"bare.so"_s, "what was there before");
    const QString source =
        write(u"bare.c"_s, "int no_plugin(void);\nint no_plugin(void) { return 1; }\n");
    const ProgramResult result = runGatewright({u"plugin"_s, u"build"_s, source});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains(QByteArray("refused: " + library.toUtf8())),
             result.standardError.constData());
    QFile file(library);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), "what was there before");
}

void PluginBuildTest::helps()
{
    const ProgramResult result = runGatewright({u"plugin"_s, u"build"_s, u"--help"_s});
    QCOMPARE(result.exitCode, 0);
    for (const char *word : {"SOURCE", "--output", "CXXFLAGS", "Exit code"}) {
        QVERIFY2(result.standardOutput.contains(word), word);
    }
}

} // namespace gw::e2e

GW_TEST(gw::e2e::PluginBuildTest)
#include "plugin_build_test.moc"
