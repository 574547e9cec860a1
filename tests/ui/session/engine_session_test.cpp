// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine_session.h"
#include "support/room_test.h"
#include "ui/session/answering_engine.h"

#include <QHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using gw::client::TrafficRecord;
using gw::session::EngineSession;

namespace {

constexpr int kEnginePatience = 60'000; // ms

// Says that an engine runs, where nobody is.
class EmptyHost final : public gw::session::EngineHost {
public:
    void start(const QString &folder) override
    {
        gw::session::HostedEngine engine;
        engine.address.url = QUrl(QStringLiteral("http://127.0.0.1:1"));
        engine.workspace = folder;
        Q_EMIT started(engine);
    }
    void stop() override {}
};

// Answers what a session asks of an engine, and keeps its event streams open.
class FakeEngine final : public QObject {
public:
    FakeEngine()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            }
        });
    }

    [[nodiscard]] gw::client::EngineAddress address() const
    {
        return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())), {}};
    }
    void send(const QByteArray &type, const QByteArray &json)
    {
        m_stream->write("event: " + type + "\ndata: " + json + "\n\n");
    }
    void dropStream() { m_stream->abort(); }
    // Answers this path later.
    void hold(const QByteArray &path) { m_held = path; }
    [[nodiscard]] bool isHolding() const { return m_holding != nullptr; }
    void release()
    {
        m_held.clear();
        answer(m_holding, report);
    }

    QByteArray report = R"({"generation": 1})";
    QByteArray traffic = R"({"records": []})";
    QByteArray log = R"({"lines": []})";
    QByteArrayList asked; // the paths

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &text = m_texts[socket];
        text += socket->readAll();
        while (text.contains("\r\n\r\n")) {
            const QByteArray path = text.split(' ').value(1);
            text.remove(0, text.indexOf("\r\n\r\n") + 4);
            asked.append(path);
            if (path.startsWith("/tyk/events")) {
                m_stream = socket;
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: \n\n");
                continue;
            }
            if (path == m_held) {
                m_holding = socket;
                continue;
            }
            answer(socket, path.startsWith("/tyk/traffic") ? traffic
                           : path.startsWith("/tyk/log")   ? log
                                                           : report);
        }
    }
    static void answer(QTcpSocket *socket, const QByteArray &body)
    {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_texts;
    QPointer<QTcpSocket> m_stream;
    QByteArray m_held;
    QPointer<QTcpSocket> m_holding;
};

} // namespace

class EngineSessionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsCaptureForTheSameEngine();
    void takesTheReportOfAnEngineThatWasRestarted();
    void prefersWhatTheStreamTold();
    void fillsTheGapWhenCaptureIsSwitched();
    void tellsWhatWasLoggedBefore();
    void knowsWhichHooksHang();
    void saysThatTheEngineIsSilent();
    void asksOnceWithAWrongSecret();
    void goesOnWhereItCouldNotBeStartedAgain();
};

// Whose settings are broken from some moment on, while its engine serves.
class BrokenHost final : public gw::session::EngineHost {
public:
    explicit BrokenHost(const FakeEngine &engine)
        : m_engine(engine)
    {
    }
    void start(const QString &folder) override
    {
        gw::session::HostedEngine hosted;
        hosted.address = m_engine.address();
        hosted.workspace = folder;
        Q_EMIT started(hosted);
    }
    void stop() override { ++stops; }
    [[nodiscard]] gw::Expected<void> check(const QString &) const override
    {
        return isBroken ? gw::failure("listen_port is out of range", "gatewright.conf")
                        : gw::Expected<void>();
    }

    bool isBroken = false;
    int stops = 0;

private:
    const FakeEngine &m_engine;
};

void EngineSessionTest::goesOnWhereItCouldNotBeStartedAgain()
{
    const FakeEngine engine;
    auto owned = std::make_unique<BrokenHost>(engine);
    BrokenHost &host = *owned;
    EngineSession session(std::move(owned));
    const QSignalSpy problems(&session, &EngineSession::problemRaised);
    session.openWorkspace(QStringLiteral("/one"));
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Connected, kEnginePatience);
    host.isBroken = true;
    const int before = host.stops;
    session.restart();
    QCOMPARE(session.state(), EngineSession::State::Connected);
    QCOMPARE(host.stops, before);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.at(0).at(0).value<gw::Error>().what,
             std::string("Not restarted: listen_port is out of range"));
    host.isBroken = false;
    session.restart();
    QCOMPARE(session.state(), EngineSession::State::Starting);
}

void EngineSessionTest::keepsCaptureForTheSameEngine()
{
    EngineSession session(std::make_unique<EmptyHost>());
    session.openWorkspace(QStringLiteral("/one"));
    QVERIFY(session.isCapturing()); // an own engine
    session.setCapturing(false);
    session.restart();
    QVERIFY(!session.isCapturing());
    session.stop();
    session.restart();
    QVERIFY(!session.isCapturing());
    session.openWorkspace(QStringLiteral("/other"));
    QVERIFY(session.isCapturing());
    session.attach({QUrl(QStringLiteral("http://127.0.0.1:2")), {}});
    QVERIFY(!session.isCapturing()); // somebody else's
    session.setCapturing(true);
    session.restart();
    QVERIFY(session.isCapturing());
}

void EngineSessionTest::takesTheReportOfAnEngineThatWasRestarted()
{
    FakeEngine engine;
    engine.report = R"({"generation": 7})";
    EngineSession session(nullptr);
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(session.report().generation, 7U, kEnginePatience);
    engine.report = R"({"generation": 1})";
    engine.dropStream();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Lost, kEnginePatience);
    QCOMPARE(session.report().generation, 7U);
    QTRY_COMPARE_WITH_TIMEOUT(session.report().generation, 1U, kEnginePatience);
}

void EngineSessionTest::prefersWhatTheStreamTold()
{
    FakeEngine engine;
    EngineSession session(nullptr);
    const QSignalSpy reloaded(&session, &EngineSession::reloaded);
    engine.hold("/tyk/reload/report");
    session.attach(engine.address());
    QTRY_VERIFY_WITH_TIMEOUT(engine.isHolding(), kEnginePatience);
    engine.send("reload", R"({"generation": 2})");
    QTRY_COMPARE_WITH_TIMEOUT(reloaded.size(), 1, kEnginePatience);
    engine.release(); // the answer is from before the reload
    const auto later = session.client()->lastReport();
    QTRY_VERIFY_WITH_TIMEOUT(later.isFinished(), kEnginePatience);
    QCOMPARE(session.report().generation, 2U);
}

void EngineSessionTest::fillsTheGapWhenCaptureIsSwitched()
{
    FakeEngine engine;
    EngineSession session(nullptr);
    QList<quint64> arrived;
    quint64 missed = 0;
    connect(&session, &EngineSession::trafficArrived, &engine,
            [&](const QList<TrafficRecord> &records, quint64 skipped) {
                for (const TrafficRecord &record : records) {
                    arrived.append(record.sequence);
                }
                missed += skipped;
            });
    session.attach(engine.address());
    QTRY_VERIFY_WITH_TIMEOUT(session.report().generation == 1, kEnginePatience);
    engine.send("traffic", R"({"records": [{"sequence": 4}]})");
    QTRY_COMPARE_WITH_TIMEOUT(arrived, QList<quint64>{4}, kEnginePatience);

    engine.traffic = R"({"records": [{"sequence": 6}, {"sequence": 7}]})";
    session.setCapturing(true);
    QTRY_COMPARE_WITH_TIMEOUT(arrived, (QList<quint64>{4, 6, 7}), kEnginePatience);
    QCOMPARE(missed, 1U);
    QVERIFY(engine.asked.contains("/tyk/traffic?limit=1000&after=4"));
    engine.send("traffic", R"({"records": [{"sequence": 7}, {"sequence": 8}], "skipped": 2})");
    QTRY_COMPARE_WITH_TIMEOUT(arrived, (QList<quint64>{4, 6, 7, 8}), kEnginePatience);
    QCOMPARE(missed, 3U);
}

// Before it was connected, and while it was not; never twice.
void EngineSessionTest::tellsWhatWasLoggedBefore()
{
    const auto lines = [](const QByteArray &day, int first, int last) -> QByteArray {
        QByteArrayList texts;
        for (int number = first; number <= last; ++number) {
            texts.append(QByteArray(R"({"sequence": %1, "message": "line %1", "time": "%2"})")
                             .replace("%1", QByteArray::number(number))
                             .replace("%2", QByteArray(day + "T10:00:00.000Z")));
        }
        return R"({"lines": [)" + texts.join(',') + "]}";
    };
    FakeEngine engine;
    engine.log = lines("2026-01-01", 1, 2);
    EngineSession session(nullptr);
    QStringList told;
    connect(&session, &EngineSession::logArrived, &engine,
            [&told](const QList<gw::client::LogLine> &arrived) {
                for (const gw::client::LogLine &line : arrived) {
                    told.append(line.message.section(u' ', 1));
                }
            });
    const auto text = [&told] {
        return told.join(u' ');
    };
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("1 2"), kEnginePatience);
    engine.send("log", lines("2026-01-01", 2, 3)); // the first one is known
    QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("1 2 3"), kEnginePatience);
    engine.log = lines("2026-01-01", 2, 5);
    engine.dropStream();
    QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("1 2 3 4 5"), kEnginePatience);
    engine.log = lines("2026-01-02", 1, 5); // another run of it
    engine.dropStream();
    QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("1 2 3 4 5 1 2 3 4 5"), kEnginePatience);
}

void EngineSessionTest::knowsWhichHooksHang()
{
    FakeEngine engine;
    EngineSession session(nullptr);
    const QSignalSpy changed(&session, &EngineSession::stuckHooksChanged);
    const QSignalSpy plugins(&session, &EngineSession::pluginsChanged);
    session.attach(engine.address());
    QTRY_VERIFY_WITH_TIMEOUT(session.report().generation == 1, kEnginePatience);
    const auto send = [&](const QByteArray &stuck) {
        const qsizetype before = plugins.size();
        engine.send("plugins", R"({"plugins": [], "stuck": [)" + stuck + "]}");
        QTRY_VERIFY_WITH_TIMEOUT(plugins.size() > before, kEnginePatience);
    };
    const QByteArray hook = R"({"path": "plugins/a.so", "symbol": "Guard", "api_id": "orders",
        "request_id": "r", "worker": 1, "taken_over": false, "since": "2026-01-01T10:00:00.000Z"})";
    send(QByteArray(hook).replace('\n', ' '));
    send(QByteArray(hook).replace('\n', ' '));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(session.stuckHooks().size(), 1);
    const gw::client::StuckHook &told = session.stuckHooks().first();
    QCOMPARE(told.path, QStringLiteral("plugins/a.so"));
    QCOMPARE(told.symbol, QStringLiteral("Guard"));
    QCOMPARE(told.apiId, QStringLiteral("orders"));
    QCOMPARE(told.worker, 1);
    QVERIFY(!told.isTakenOver);
    QCOMPARE(told.since.toUTC().time(), QTime(10, 0));
    send({});
    QVERIFY(session.stuckHooks().isEmpty());
    QCOMPARE(changed.size(), 2);
}

// It is there, but its worker is held up.
void EngineSessionTest::saysThatTheEngineIsSilent()
{
    FakeEngine engine;
    EngineSession session(nullptr);
    session.attach(engine.address());
    QTRY_VERIFY_WITH_TIMEOUT(session.report().generation == 1, kEnginePatience);
    QString said;
    connect(session.events(), &gw::client::EventReader::lost, this, [&said](const gw::Error &why) {
        said = said.isEmpty() ? QString::fromStdString(why.what) : said;
    });
    QTRY_COMPARE_WITH_TIMEOUT(said, QStringLiteral("The engine says nothing any more"),
                              kEnginePatience);
}

// Each try counts as one of somebody who guesses.
void EngineSessionTest::asksOnceWithAWrongSecret()
{
    const QByteArray line = "GET /tyk/events";
    gw::test::AnsweringEngine engine;
    engine.answer(line, R"({"status": "error", "message": "no"})", 403);
    EngineSession refused(nullptr);
    refused.attach(engine.address());
    EngineSession unheard(nullptr); // tries again and again
    unheard.attach({QUrl(QStringLiteral("http://127.0.0.1:1")), {}});
    const QSignalSpy tries(unheard.events(), &gw::client::EventReader::lost);
    QTRY_VERIFY_WITH_TIMEOUT(tries.size() >= 3, kEnginePatience);
    QTRY_COMPARE_WITH_TIMEOUT(refused.state(), EngineSession::State::Lost, kEnginePatience);
    QCOMPARE(engine.bodiesOf(line).size(), 1);
    refused.retry();
    QTRY_COMPARE_WITH_TIMEOUT(engine.bodiesOf(line).size(), 2, kEnginePatience);
}

GW_TEST(EngineSessionTest)
#include "engine_session_test.moc"
