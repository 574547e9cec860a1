// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright plugin new`: every project compiles at once, loads, and passes its own tests.
#include "e2e/support/gateway_process.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class PluginNewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesAProjectThatWorks_data();
    void makesAProjectThatWorks();
    void takesThePostHookByDefault();
    void refusesToOverwrite();
    void checksTheName_data();
    void checksTheName();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();

private:
    static bool run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
};

void PluginNewTest::initTestCase()
{
    QVERIFY(QDir::setCurrent(m_folder.path())); // where projects are made
    const QByteArray programs = QFileInfo(QStringLiteral(GATEWRIGHT_BINARY)).path().toUtf8();
    qputenv("PATH",
            QByteArray(programs + ":" + qgetenv("PATH"))); // the Rust project's tests call it
}

bool PluginNewTest::run(const QString &program, const QStringList &arguments)
{
    constexpr int kPatience = 300'000; // compilers on a loaded machine
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool isDone = process.waitForFinished(kPatience) && process.exitCode() == 0;
    if (!isDone) {
        qWarning("%s", process.readAll().constData());
    }
    return isDone;
}

void PluginNewTest::makesAProjectThatWorks_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("name");
    QTest::newRow("c++") << u"c++"_s << u"rate-guard"_s;
    QTest::newRow("c") << u"c"_s << u"In_C11"_s;
    if (GW_HAS_RUST) {
        QTest::newRow("rust") << u"rust"_s << u"rusty-guard"_s;
    }
}

void PluginNewTest::makesAProjectThatWorks()
{
    QFETCH(QString, language);
    QFETCH(QString, name);

    QStringList arguments = {u"plugin"_s, u"new"_s, name, u"--lang"_s, language};
    for (const char *hook : {"response", "pre", "auth_check", "post_key_auth", "post", "pre"}) {
        arguments << u"--hook"_s << QString::fromLatin1(hook);
    }
    const ProgramResult made = runGatewright(arguments);
    QVERIFY2(made.exitCode == 0, made.standardError.constData());

    const ProgramResult built = runGatewright({u"plugin"_s, u"build"_s, name});
    QVERIFY2(built.exitCode == 0, built.standardError.constData());
    QVERIFY2(!built.standardError.contains("warning"), built.standardError.constData());
    const ProgramResult checked =
        runGatewright({u"plugin"_s, u"check"_s, name + u"/"_s + name + u".so"_s});
    QCOMPARE(checked.exitCode, 0);
    for (const char *hook : {"Pre  request", "AuthCheck  request", "PostKeyAuth  request",
                             "Post  request", "Response  response"}) {
        QVERIFY2(checked.standardOutput.contains(hook), checked.standardOutput.constData());
    }

    const QString build = name + u"/build/tests"_s;
    QVERIFY(run(u"cmake"_s, {u"-S"_s, name, u"-B"_s, build, u"-GNinja"_s,
                             u"-DCMAKE_PREFIX_PATH=" GW_PREFIX ""_s}));
    QVERIFY(run(u"cmake"_s, {u"--build"_s, build}));
    QVERIFY(
        run(u"ctest"_s, {u"--test-dir"_s, build, u"--output-on-failure"_s, u"--no-tests=error"_s}));

    QFile readme(name + u"/README.md"_s);
    QVERIFY(readme.open(QFile::ReadOnly));
    const QByteArray page = readme.readAll();
    QVERIFY(page.count('\n') <= 10);
    const QByteArray path = "\"path\": \"plugins/" + name.toUtf8() + ".so\"";
    QVERIFY2(page.contains(path), page.constData());
}

void PluginNewTest::takesThePostHookByDefault()
{
    QCOMPARE(runGatewright({u"plugin"_s, u"new"_s, u"usual"_s}).exitCode, 0);
    QFile source(u"usual/usual.cpp"_s);
    QVERIFY(source.open(QFile::ReadOnly));
    const QByteArray text = source.readAll();
    QVERIFY2(text.contains("GW_EXPORT_HOOK(UsualPost)"), text.constData());
    QCOMPARE(text.count("GW_EXPORT_HOOK"), 1);
}

void PluginNewTest::refusesToOverwrite()
{
    QVERIFY(QDir::current().mkdir(u"mine"_s));
    const ProgramResult result = runGatewright({u"plugin"_s, u"new"_s, u"mine"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains("mine"), result.standardError.constData());
    QVERIFY(QDir(u"mine"_s).isEmpty());
    const QStringList left = QDir::current().entryList({u".mine*"_s}, QDir::Dirs | QDir::Hidden);
    QCOMPARE(left, QStringList());
}

void PluginNewTest::checksTheName_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"../up", "/tmp/x", "a b", "1st", "_x", "test", ".", "a.b", "$(x)", ""}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
    QTest::newRow("long") << QString(65, u'a');
}

void PluginNewTest::checksTheName()
{
    QFETCH(QString, name);
    const ProgramResult result = runGatewright({u"plugin"_s, u"new"_s, name});
    QVERIFY2(result.exitCode != 0, result.standardOutput.constData());
    QVERIFY(!result.standardError.isEmpty());
}

void PluginNewTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("language") << QStringList{u"--lang"_s, u"go"_s} << QByteArray("go");
    QTest::newRow("hook") << QStringList{u"--hook"_s, u"analytics"_s} << QByteArray("analytics");
}

void PluginNewTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const ProgramResult result =
        runGatewright(QStringList{u"plugin"_s, u"new"_s, u"unknown"_s} + arguments);
    QVERIFY(result.exitCode != 0);
    QVERIFY2(result.standardError.contains(word), result.standardError.constData());
    QVERIFY(!QFile::exists(u"unknown"_s));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::PluginNewTest)
#include "plugin_new_test.moc"
