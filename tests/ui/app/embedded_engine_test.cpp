// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded_engine.h"
#include "support/files.h"
#include "ui/app/console_main.h"

#include <QScopeGuard>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using gw::app::EmbeddedEngine;
using gw::session::HostedEngine;

namespace {

constexpr int kPatience = 60'000;

} // namespace

// The console's own engine, from one workspace to the next.
class EmbeddedEngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsTheNextOneWhenThisOneHasEnded();
    void tellsThatItWaits();
    void startsAfterOneThatCouldNotStart();
    void stopsWithoutWaiting();

private:
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
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const int port = probe.serverPort();
    probe.close();
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

// A hook that is inside of a request holds the engine before.
void EmbeddedEngineTest::tellsThatItWaits()
{
    const QString one = workspace(QStringLiteral("held"), 0);
    QVERIFY(QDir(one).mkpath(QStringLiteral("plugins")));
    QVERIFY(QFile::copy(QStringLiteral(SLOW_PLUGIN), one + QStringLiteral("/plugins/slow.so")));
    const QString inside = one + QStringLiteral("/inside");
    const QString gate = one + QStringLiteral("/gate");
    gw::test::writeFile(one + QStringLiteral("/apps/held.json"),
                        QStringLiteral(R"({"name": "Held", "api_id": "held", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "config_data": {"inside": "%1", "gate": "%2"},
  "custom_middleware": {"driver": "goplugin",
                        "pre": [{"name": "HoldWorker", "path": "plugins/slow.so"}]},
  "proxy": {"listen_path": "/held/", "target_url": "http://127.0.0.1:1/"}})")
                            .arg(inside, gate)
                            .toUtf8());
    EmbeddedEngine host(m_hasStuckHook);
    const auto open = qScopeGuard([&gate] { gw::test::writeFile(gate, "yes"); });
    const QSignalSpy waiting(&host, &EmbeddedEngine::waiting);
    QList<HostedEngine> engines;
    connect(&host, &EmbeddedEngine::started, this,
            [&engines](const HostedEngine &engine) { engines.append(engine); });
    host.start(one);
    QTRY_COMPARE_WITH_TIMEOUT(engines.size(), 1, kPatience);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(engines[0].traffic.port()));
    QVERIFY(client.waitForConnected(kPatience));
    client.write("GET /held/ HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inside), kPatience);
    host.start(workspace(QStringLiteral("next"), engines[0].traffic.port()));
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 1, kPatience);
    QVERIFY(host.isEnding());
    QCOMPARE(engines.size(), 1);
    gw::test::writeFile(gate, "yes");
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

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<EmbeddedEngineTest>(argc, argv);
}

#include "embedded_engine_test.moc"
