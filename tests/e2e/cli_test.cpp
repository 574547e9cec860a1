// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: help, mistakes, and the verbs that end by themselves.
#include "e2e/support/gateway_process.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;

namespace gw::e2e {

class CliTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helps_data();
    void helps();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void endsAlikeForEachMistake_data();
    void endsAlikeForEachMistake();
    void startsOnNoPortOfAnother_data();
    void startsOnNoPortOfAnother();
    void tellsItsVersion();
    void pluginCheckAcceptsAPlugin();
    void pluginCheckSaysWhatIsWrong_data();
    void pluginCheckSaysWhatIsWrong();
};

void CliTest::helps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("all") << QStringList{u"--help"_s} << QByteArray("serve");
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--help"_s} << QByteArray("--listen");
    QTest::newRow("echo") << QStringList{u"echo"_s, u"--help"_s} << QByteArray("--listen");
    QTest::newRow("plugin") << QStringList{u"plugin"_s, u"--help"_s} << QByteArray("check");
    QTest::newRow("plugin check") << QStringList{u"plugin"_s, u"check"_s, u"--help"_s}
                                  << QByteArray("FILE");
}

void CliTest::helps()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);

    const ProgramResult result = runGatewright(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardOutput.contains(word), result.standardOutput.constData());
    QCOMPARE(result.standardError, "");
}

void CliTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("unknown verb") << QStringList{u"sreve"_s} << QByteArray("sreve");
    QTest::newRow("unknown option")
        << QStringList{u"serve"_s, u"--lisen"_s, u"127.0.0.1:0"_s} << QByteArray("--lisen");
    QTest::newRow("no port") << QStringList{u"serve"_s, u"/tmp"_s, u"--listen"_s, u"127.0.0.1"_s}
                             << QByteArray("127.0.0.1");
    QTest::newRow("port too large")
        << QStringList{u"serve"_s, u"/tmp"_s, u"--listen"_s, u"127.0.0.1:70000"_s}
        << QByteArray("70000");
    QTest::newRow("workers is no number")
        << QStringList{u"serve"_s, u"/tmp"_s, u"--workers"_s, u"many"_s} << QByteArray("many");
    QTest::newRow("no such log level")
        << QStringList{u"serve"_s, u"/tmp"_s, u"--log-level"_s, u"loud"_s} << QByteArray("loud");
    QTest::newRow("no such workspace, behind an address")
        << QStringList{u"serve"_s,    u"--listen"_s,    u"127.0.0.1:0"_s,
                       u"--listen"_s, u"127.0.0.1:0"_s, u"/nonexistent/behind"_s}
        << QByteArray("/nonexistent/behind: There is no such workspace");
    QTest::newRow("no such workspace")
        << QStringList{u"serve"_s, u"/nonexistent/workspace"_s, u"--listen"_s, u"127.0.0.1:0"_s}
        << QByteArray("/nonexistent/workspace");
    QTest::newRow("no such configuration")
        << QStringList{u"serve"_s, u"--conf"_s, u"/nonexistent.conf"_s, u"--listen"_s,
                       u"127.0.0.1:0"_s}
        << QByteArray("/nonexistent.conf");
}

void CliTest::saysWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);

    const ProgramResult result = runGatewright(arguments);
    QVERIFY2(result.exitCode > 0, result.standardOutput.constData());
    QVERIFY2(result.standardError.contains(word), result.standardError.constData());
}

void CliTest::endsAlikeForEachMistake_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("verb") << QStringList{u"sreve"_s};
    QTest::newRow("option") << QStringList{u"serve"_s, u"--lisen"_s, u"127.0.0.1:0"_s};
    QTest::newRow("choice") << QStringList{u"plugin"_s, u"new"_s, u"guard"_s, u"--hook"_s,
                                           u"foo"_s};
    QTest::newRow("argument") << QStringList{u"plugin"_s, u"new"_s};
}

void CliTest::endsAlikeForEachMistake()
{
    QFETCH(QStringList, arguments);

    const ProgramResult result = runGatewright(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.standardError.startsWith("gatewright: "), result.standardError.constData());
    QVERIFY2(result.standardError.contains("--help"), result.standardError.constData());
    QCOMPARE(result.standardOutput, "");
}

void CliTest::startsOnNoPortOfAnother_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("serve") << QStringList{u"serve"_s};
    QTest::newRow("echo") << QStringList{u"echo"_s};
}

// A second gateway of the same user: the kernel alone would let the two share the port.
void CliTest::startsOnNoPortOfAnother()
{
    QFETCH(QStringList, arguments);

    Workspace workspace;
    GatewayProcess first;
    QVERIFY(first.serve(workspace.path()));
    const QString address = u"127.0.0.1:%1"_s.arg(first.port());
    if (arguments.front() == u"serve"_s) {
        arguments += {workspace.path(), u"--state-dir"_s, workspace.filePath(u"state"_s)};
    }
    arguments += {u"--listen"_s, address};
    const ProgramResult second = runGatewright(arguments);
    QVERIFY(second.exitCode > 0);
    QVERIFY2(second.standardError.contains("Stop the other program"),
             second.standardError.constData());
    QVERIFY2(second.standardError.contains(address.toUtf8()), second.standardError.constData());
    QCOMPARE(first.stop(), 0);
}

void CliTest::tellsItsVersion()
{
    const ProgramResult result = runGatewright({u"version"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardOutput.startsWith("gatewright 0."), result.standardOutput.constData());
}

void CliTest::pluginCheckAcceptsAPlugin()
{
    Workspace workspace;
    workspace.installPlugin(u"add_foo_bar_header.so"_s, u"plugins/foo.so"_s);
    const ProgramResult result =
        runGatewright({u"plugin"_s, u"check"_s, workspace.filePath(u"plugins/foo.so"_s)});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardOutput.contains("AddFooBarHeader"), result.standardOutput.constData());
}

void CliTest::pluginCheckSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("wrong ABI") << u"e2e_wrong_abi.so"_s << QByteArray("ABI 99");
    QTest::newRow("not a plugin") << u"e2e_not_a_plugin.so"_s << QByteArray("plugin.so");
    QTest::newRow("missing") << QString() << QByteArray("plugin.so");
}

void CliTest::pluginCheckSaysWhatIsWrong()
{
    QFETCH(QString, library);
    QFETCH(QByteArray, word);

    Workspace workspace;
    if (!library.isEmpty()) {
        workspace.installPlugin(library, u"plugin.so"_s);
    }
    const ProgramResult result =
        runGatewright({u"plugin"_s, u"check"_s, workspace.filePath(u"plugin.so"_s)});
    QCOMPARE(result.exitCode, 1);
    const QByteArray said = result.standardError + result.standardOutput;
    QVERIFY2(said.contains(word), said.constData());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::CliTest)
#include "cli_test.moc"
