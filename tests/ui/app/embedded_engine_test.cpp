// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "ui/app/console_main.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using gw::app::EmbeddedEngine;
using gw::session::EngineSession;
using gw::session::HostedEngine;

namespace {

constexpr int kPatience = 60'000;

// A free port; another program may take it.
int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

// A workspace with an API whose hook holds its worker until the gate is open; the end opens it.
class HeldWorkspace final {
public:
    explicit HeldWorkspace(const QString &folder, const QByteArray &settings = "{}")
        : m_folder(folder)
    {
        m_folder.mkpath(QStringLiteral("apps"));
        m_folder.mkpath(QStringLiteral("plugins"));
        gw::test::writeFile(m_folder.filePath(QStringLiteral("gatewright.conf")), settings);
        QFile::copy(QStringLiteral(SLOW_PLUGIN),
                    m_folder.filePath(QStringLiteral("plugins/slow.so")));
        gw::test::writeFile(
            m_folder.filePath(QStringLiteral("apps/held.json")),
            QStringLiteral(R"({"name": "Held", "api_id": "held", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "config_data": {"inside": "%1", "gate": "%2"},
  "custom_middleware": {"driver": "goplugin",
                        "pre": [{"name": "HoldWorker", "path": "plugins/slow.so"}]},
  "proxy": {"listen_path": "/held/", "target_url": "http://127.0.0.1:1/"}})")
                .arg(m_folder.filePath(QStringLiteral("inside")),
                     m_folder.filePath(QStringLiteral("gate")))
                .toUtf8());
    }
    ~HeldWorkspace() { open(); }
    HeldWorkspace(const HeldWorkspace &) = delete;
    HeldWorkspace &operator=(const HeldWorkspace &) = delete;

    [[nodiscard]] QString path() const { return m_folder.path(); }
    void open() const { gw::test::writeFile(m_folder.filePath(QStringLiteral("gate")), "yes"); }
    // Sends a request that the hook holds.
    [[nodiscard]] bool hold(QTcpSocket &client, const QUrl &traffic) const
    {
        client.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(traffic.port()));
        const QString inside = m_folder.filePath(QStringLiteral("inside"));
        return client.waitForConnected(kPatience) &&
               client.write("GET /held/ HTTP/1.1\r\nHost: h\r\n\r\n") > 0 &&
               QTest::qWaitFor([&inside] { return QFile::exists(inside); }, kPatience);
    }

private:
    QDir m_folder;
};

} // namespace

// The console's own engine, from one workspace to the next.
class EmbeddedEngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsTheNextOneWhenThisOneHasEnded();
    void tellsThatItWaits();
    void startsAfterOneThatCouldNotStart();
    void stopsWithoutWaiting();
    void servesWhileTheWindowStandsStill();
    void leavesTheWindowAloneWhileAHookIsHeld();
    void tellsHowItStarted();
    void tellsWhichHookHangs();
    void leavesItsPortWhileAHookHangs();
    void comesBackToItsEcho();
    void checksWhatItWouldStart();

private:
    // Of an engine that runs on it, and knows its API.
    void openHeld(EngineSession &session, const HeldWorkspace &held) const;
    // A workspace that asks for that port.
    [[nodiscard]] QString workspace(const QString &name, int port) const;

    QTemporaryDir m_folder;
    std::atomic<bool> m_hasStuckHook = false;
};

QString EmbeddedEngineTest::workspace(const QString &name, int port) const
{
    const QDir folder(m_folder.filePath(name));
    folder.mkpath(QStringLiteral("apps"));
    gw::test::writeFile(folder.filePath(QStringLiteral("gatewright.conf")),
                        "{\"listen_port\": " + QByteArray::number(port) + "}");
    return folder.path();
}

void EmbeddedEngineTest::startsTheNextOneWhenThisOneHasEnded()
{
    const int port = freePort();
    EmbeddedEngine host(m_hasStuckHook);
    QList<HostedEngine> engines;
    connect(&host, &EmbeddedEngine::started, this,
            [&engines](const HostedEngine &engine) { engines.append(engine); });
    host.start(workspace(QStringLiteral("one"), port));
    QTRY_COMPARE_WITH_TIMEOUT(engines.size(), 1, kPatience);
    const int first = engines[0].traffic.port(); // another program may be on that port by now
    const QString two = workspace(QStringLiteral("two"), first);
    host.start(workspace(QStringLiteral("never"), 0));
    host.start(two);
    QVERIFY(host.isEnding()); // it did not wait
    QTRY_COMPARE_WITH_TIMEOUT(engines.size(), 2, kPatience);
    QVERIFY(!host.isEnding());
    QCOMPARE(engines[1].workspace, two);
    QCOMPARE(engines[1].traffic.port(), first); // it was free again
}

void EmbeddedEngineTest::openHeld(EngineSession &session, const HeldWorkspace &held) const
{
    session.openWorkspace(held.path());
    QTRY_VERIFY_WITH_TIMEOUT(session.api(QStringLiteral("held")) != nullptr, kPatience);
}

// A hook that is inside of a request holds the engine before.
void EmbeddedEngineTest::tellsThatItWaits()
{
    EmbeddedEngine host(m_hasStuckHook);
    // Of its own: others ask for the usual one as soon as it is free.
    const HeldWorkspace held(m_folder.filePath(QStringLiteral("waits")),
                             "{\"listen_port\": " + QByteArray::number(freePort()) + "}");
    const QSignalSpy waiting(&host, &EmbeddedEngine::waiting);
    QList<HostedEngine> engines;
    connect(&host, &EmbeddedEngine::started, this,
            [&engines](const HostedEngine &engine) { engines.append(engine); });
    host.start(held.path());
    QTRY_COMPARE_WITH_TIMEOUT(engines.size(), 1, kPatience);
    QTcpSocket client;
    QVERIFY(held.hold(client, engines[0].traffic));
    host.start(workspace(QStringLiteral("next"), engines[0].traffic.port()));
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 1, kPatience);
    QVERIFY(host.isEnding());
    QCOMPARE(engines.size(), 1);
    held.open();
    QTRY_COMPARE_WITH_TIMEOUT(engines.size(), 2, kPatience);
    QVERIFY(!host.isEnding());
    QCOMPARE(engines[1].traffic.port(), engines[0].traffic.port());
    QVERIFY(!m_hasStuckHook);
}

void EmbeddedEngineTest::startsAfterOneThatCouldNotStart()
{
    EmbeddedEngine host(m_hasStuckHook);
    const QSignalSpy failed(&host, &EmbeddedEngine::failed);
    const QSignalSpy started(&host, &EmbeddedEngine::started);
    const QString broken = workspace(QStringLiteral("broken"), 0);
    gw::test::writeFile(broken + QStringLiteral("/gatewright.conf"), "{");
    host.start(broken);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
    host.start(workspace(QStringLiteral("whole"), 0));
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, kPatience);
    QVERIFY(!host.isEnding());
}

void EmbeddedEngineTest::stopsWithoutWaiting()
{
    EmbeddedEngine host(m_hasStuckHook);
    const QSignalSpy started(&host, &EmbeddedEngine::started);
    host.start(workspace(QStringLiteral("one"), 0));
    host.stop();
    QVERIFY(host.isEnding());
    QTRY_VERIFY_WITH_TIMEOUT(!host.isEnding(), kPatience);
    QCOMPARE(started.size(), 0); // nobody is told of one that is not wanted
}

// What the engine answers does not wait for anything in the window's thread, nor does what it tells
// the window: the window takes nothing meanwhile.
void EmbeddedEngineTest::servesWhileTheWindowStandsStill()
{
    constexpr int kRequests = 100;
    const QString one = workspace(QStringLiteral("still"), 0);
    gw::test::writeFile(one + QStringLiteral("/apps/still.json"),
                        R"({"name": "Still", "api_id": "still", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default",
    "use_extended_paths": true, "extended_paths": {"mock_response": [
      {"path": "^/hello$", "method": "GET", "code": 200, "body": "hello"}]}}}},
  "proxy": {"listen_path": "/still/", "target_url": "http://127.0.0.1:1/",
            "strip_listen_path": true}})");
    EngineSession session(std::make_unique<EmbeddedEngine>(m_hasStuckHook));
    int told = 0;
    connect(&session, &EngineSession::trafficArrived, this,
            [&told](const auto &records) { told += static_cast<int>(records.size()); });
    session.openWorkspace(one);
    QTRY_VERIFY_WITH_TIMEOUT(session.api(QStringLiteral("still")) != nullptr, kPatience);
    QVERIFY(session.isCapturing());
    const auto port = static_cast<quint16>(session.trafficUrl().port());
    std::future<int> answered = std::async(std::launch::async, [port] {
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port);
        int good = client.waitForConnected(kPatience) ? 0 : -1;
        for (int at = 0; at < kRequests && good == at; ++at) {
            client.write("GET /still/hello HTTP/1.1\r\nHost: h\r\n\r\n");
            QByteArray answer;
            while (!answer.endsWith("hello") && client.waitForReadyRead(kPatience)) {
                answer += client.readAll();
            }
            good += answer.startsWith("HTTP/1.1 200") ? 1 : 0;
        }
        return good;
    });
    // Not one event is handled here until all of them are answered.
    QCOMPARE(answered.wait_for(std::chrono::milliseconds(kPatience)), std::future_status::ready);
    QCOMPARE(told, 0);
    QCOMPARE(answered.get(), kRequests);
    QTRY_COMPARE_WITH_TIMEOUT(told, kRequests, kPatience);
}

// And the other way round.
void EmbeddedEngineTest::leavesTheWindowAloneWhileAHookIsHeld()
{
    EngineSession session(std::make_unique<EmbeddedEngine>(m_hasStuckHook));
    const HeldWorkspace held(m_folder.filePath(QStringLiteral("alone")));
    openHeld(session, held);
    QTcpSocket client;
    QVERIFY(held.hold(client, session.trafficUrl()));
    // The window's thread takes what the engine tells every second.
    const QSignalSpy told(&session, &EngineSession::metricsChanged);
    QTRY_VERIFY_WITH_TIMEOUT(told.size() >= 3, kPatience);
    QVERIFY(client.bytesAvailable() == 0); // it is held still
    held.open();
    QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 0, kPatience);
    session.stop();
    QVERIFY(!m_hasStuckHook);
}

// Before anybody could listen.
void EmbeddedEngineTest::tellsHowItStarted()
{
    const QString one = workspace(QStringLiteral("told"), 0);
    gw::test::writeFile(one + QStringLiteral("/apps/told.json"),
                        R"({"name": "Told", "api_id": "told", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/told/", "target_url": "http://127.0.0.1:1/"}})");
    EngineSession session(std::make_unique<EmbeddedEngine>(m_hasStuckHook));
    QStringList messages;
    connect(&session, &EngineSession::logArrived, this,
            [&messages](const QList<gw::client::LogLine> &lines) {
                for (const gw::client::LogLine &line : lines) {
                    messages.append(line.message);
                }
            });
    session.openWorkspace(one);
    QTRY_VERIFY_WITH_TIMEOUT(messages.contains(QStringLiteral("API Loaded")), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(messages.count(QStringLiteral("API reload complete")), 1, kPatience);
    session.reload();
    QTRY_COMPARE_WITH_TIMEOUT(messages.count(QStringLiteral("API reload complete")), 2, kPatience);
    session.restart(); // another engine, another log
    QTRY_COMPARE_WITH_TIMEOUT(messages.count(QStringLiteral("API reload complete")), 3, kPatience);
}

// Its only worker, and the console hears of it all the same.
void EmbeddedEngineTest::tellsWhichHookHangs()
{
    EngineSession session(std::make_unique<EmbeddedEngine>(m_hasStuckHook));
    const HeldWorkspace held(m_folder.filePath(QStringLiteral("hangs")),
                             R"({"gatewright": {"workers": 1}})");
    openHeld(session, held);
    const QSignalSpy lost(session.events(), &gw::client::EventReader::lost);
    QTcpSocket client;
    QVERIFY(held.hold(client, session.trafficUrl()));
    QTRY_COMPARE_WITH_TIMEOUT(session.stuckHooks().size(), 1, kPatience);
    const gw::client::StuckHook hook = session.stuckHooks().first();
    QCOMPARE(hook.symbol, QStringLiteral("HoldWorker"));
    QCOMPARE(hook.apiId, QStringLiteral("held"));
    QCOMPARE(hook.worker, 0);
    QVERIFY(!hook.isTakenOver);
    QVERIFY(hook.since.secsTo(QDateTime::currentDateTime()) < 3600);
    const QSignalSpy reloaded(&session, &EngineSession::reloaded);
    session.reload();
    QTRY_COMPARE_WITH_TIMEOUT(reloaded.size(), 1, kPatience);
    held.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.stuckHooks().isEmpty(), kPatience);
    QCOMPARE(lost.size(), 0);
}

// A worker that is given up listens no more: the next engine has the port.
void EmbeddedEngineTest::leavesItsPortWhileAHookHangs()
{
    const auto port = static_cast<quint16>(freePort());
    EngineSession session(std::make_unique<EmbeddedEngine>(m_hasStuckHook));
    const HeldWorkspace held(m_folder.filePath(QStringLiteral("port")),
                             "{\"listen_port\": " + QByteArray::number(port) + "}");
    openHeld(session, held);
    QCOMPARE(session.trafficUrl().port(), port);
    QTcpSocket client;
    QVERIFY(held.hold(client, session.trafficUrl()));
    session.restart();
    QTRY_VERIFY_WITH_TIMEOUT(session.state() != EngineSession::State::Connected, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Connected, kPatience);
    QCOMPARE(session.trafficUrl().port(), port);
    for (int number = 0; number < 8; ++number) { // some would go to the old one
        QTcpSocket other;
        other.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(other.waitForConnected(kPatience));
        other.write("GET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QVERIFY(other.waitForReadyRead(kPatience));
    }
}

// The demo's definitions, and drafts of them, name its port.
void EmbeddedEngineTest::comesBackToItsEcho()
{
    QTcpServer other;
    other.listen(QHostAddress::LocalHost, 8081); // or somebody has it already
    EmbeddedEngine engine(m_hasStuckHook);
    QList<int> ports;
    connect(&engine, &EmbeddedEngine::started, this,
            [&ports](const HostedEngine &hosted) { ports.append(hosted.echo.port()); });
    engine.start({});
    QTRY_COMPARE_WITH_TIMEOUT(ports.size(), 1, kPatience);
    QVERIFY(ports[0] != 8081);
    engine.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!engine.isEnding(), kPatience);
    engine.start({});
    QTRY_COMPARE_WITH_TIMEOUT(ports.size(), 2, kPatience);
    QCOMPARE(ports[1], ports[0]);
}

void EmbeddedEngineTest::checksWhatItWouldStart()
{
    const EmbeddedEngine engine(m_hasStuckHook);
    QVERIFY(engine.check(workspace(QStringLiteral("sound"), 0)));
    const auto may = engine.check(workspace(QStringLiteral("broken"), 99999));
    QVERIFY(!may);
    QVERIFY2(may.error().text().find("listen_port") != std::string::npos,
             may.error().text().c_str());
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<EmbeddedEngineTest>(argc, argv);
}

#include "embedded_engine_test.moc"
