// SPDX-License-Identifier: GPL-3.0-or-later
// How the program starts and ends.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QFile>

#include <csignal>
#include <future>
#include <latch>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

class SignalsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhenItIsReady();
    void isLean();
    void endsOnSignals_data();
    void endsOnSignals();
    void requestsUnderWayAreAnswered();
    void theSecondSignalEndsAtOnce();
    void aStuckHookDoesNotHoldUpTheEnd();
    void idleConnectionsDoNotHoldUpTheEnd();
    void anAddressInUseIsToldAndFails();
};

void SignalsTest::saysWhenItIsReady()
{
    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    QCOMPARE(gateway.output(), "ready " + QByteArray::fromStdString(gateway.address("")) + "\n");
    QCOMPARE(get(gateway.address("/hello")).status, 200);
    QCOMPARE(gateway.stop(), 0);
}

// Tyk idles at 42 MB, with nothing of a user interface loaded either.
void SignalsTest::isLean()
{
    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    QFile maps(u"/proc/%1/maps"_s.arg(gateway.processId()));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray libraries = maps.readAll();
    QVERIFY(libraries.contains("libQt6Core"));
    QVERIFY(!libraries.contains("libQt6Gui"));
#ifndef GATEWRIGHT_SANITIZED
    QVERIFY2(gateway.ownBytes() > 0 && gateway.ownBytes() < 15'000'000,
             qPrintable(QString::number(gateway.ownBytes())));
#endif
    QCOMPARE(gateway.stop(), 0);
}

void SignalsTest::endsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void SignalsTest::endsOnSignals()
{
    QFETCH(int, signal);

    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    gateway.sendSignal(signal);
    QCOMPARE(gateway.waitForEnd(3s), 0);
}

void SignalsTest::requestsUnderWayAreAnswered()
{
    std::latch isAsked(1);
    std::latch mayAnswer(1);
    ScriptedOrigin origin([&](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            isAsked.count_down();
            mayAnswer.wait();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
        }
    });
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    auto underWay = std::async(std::launch::async, [&] { return get(gateway.address("/api/x")); });
    isAsked.wait();
    gateway.sendSignal(SIGTERM);
    // New connections are refused while the old one is still served.
    const bool isRefused =
        QTest::qWaitFor([&] { return !Socket::connectTo(gateway.port()).isOpen(); }, 3000);
    const bool isServing = gateway.isRunning();
    mayAnswer.count_down();
    QVERIFY(isRefused && isServing);
    QCOMPARE(underWay.get().body, "late");
    QCOMPARE(gateway.waitForEnd(3s), 0);
}

void SignalsTest::theSecondSignalEndsAtOnce()
{
    std::latch isAsked(1);
    ScriptedOrigin origin([&](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            isAsked.count_down();
            (void)connection.receiveToEnd();
        }
    });
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(origin.url())));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    Socket client = Socket::connectTo(gateway.port());
    client.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    isAsked.wait();
    gateway.sendSignal(SIGTERM);
    const bool isDraining =
        QTest::qWaitFor([&] { return !Socket::connectTo(gateway.port()).isOpen(); }, 3000);
    gateway.sendSignal(SIGTERM);
    QVERIFY(isDraining);
    QVERIFY(gateway.waitForEnd(3s) >= 0);
}

// The drain's deadline passes, and the hook is given up with the process.
void SignalsTest::aStuckHookDoesNotHoldUpTheEnd()
{
    Workspace workspace;
    workspace.installPlugin(u"e2e_faults.so"_s, u"plugins/faults.so"_s);
    workspace.writeConfig({{u"graceful_shutdown_timeout_duration"_s, 1}});
    workspace.writeApi(ApiDefinition(u"stuck"_s, u"http://127.0.0.1:9/"_s)
                           .hook(HookPlace::Pre, u"plugins/faults.so"_s, u"NeverReturns"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    Socket client = Socket::connectTo(gateway.port());
    client.send("GET /stuck/x HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(gateway.waitForLog({u"never returns"_s}));
    gateway.sendSignal(SIGTERM);
    QVERIFY(gateway.waitForEnd(30s) >= 0);
    QVERIFY(gateway.waitForLog({u"hook has not returned"_s}));
    QVERIFY(client.receiveToEnd());
}

void SignalsTest::idleConnectionsDoNotHoldUpTheEnd()
{
    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    Socket idle = Socket::connectTo(gateway.port());
    idle.send("GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QCOMPARE(receiveResponse(idle).status, 200);
    gateway.sendSignal(SIGTERM);
    QVERIFY(idle.receiveToEnd(3s));
    QCOMPARE(gateway.waitForEnd(3s), 0);
}

void SignalsTest::anAddressInUseIsToldAndFails()
{
    const ScriptedOrigin other([](Socket &) {});
    const QString address = u"127.0.0.1:%1"_s.arg(other.port());
    const Workspace workspace;
    const QTemporaryDir state;
    const ProgramResult result = runGatewright(
        {u"serve"_s, workspace.path(), u"--listen"_s, address, u"--state-dir"_s, state.path()});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardError.contains(address.toUtf8()), result.standardError.constData());
    QVERIFY(!result.standardOutput.contains("ready"));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::SignalsTest)
#include "signals_test.moc"
