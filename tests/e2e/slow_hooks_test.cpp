// SPDX-License-Identifier: GPL-3.0-or-later
// Hooks that are slow, that wait, and that never return.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr int kWait = 20'000; // ms, for what should happen
constexpr std::chrono::milliseconds kPatience{kWait};

} // namespace

class SlowHooksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aSlowHookIsNamed();
    void aStuckHookTakesItsOwnWorkerOnly();
    void aStuckHookDoesNotHoldUpTheEnd();
    void theOnlyWorkerGoesOnWhenItsHookReturns();
    void theControlApiAnswersWhileAllWorkersAreStuck();
    void aPortOpensWhileAllWorkersAreStuck();
    void aFullQueueIs503();
    void aStuckThreadOfThePoolIsReplaced();
    void nobodyResumesIs504AndLateIsIgnored();

private:
    void addApi(const QString &id, const QString &symbol);
    void start(const QJsonObject &settings = {}, int workers = 2);
    // A request that is under way; its answer comes on the socket.
    [[nodiscard]] Socket ask(const std::string &path) const;
    [[nodiscard]] bool isInside() const
    {
        const QString mark = m_workspace->filePath(u"inside"_s);
        return QTest::qWaitFor([&mark] { return QFile::exists(mark); }, kWait);
    }
    void openGate() { m_workspace->writeFile(u"gate"_s, "open"); }

    GatewayProcess m_echo;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void SlowHooksTest::initTestCase()
{
    QVERIFY(m_echo.echo());
}

void SlowHooksTest::init()
{
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    m_workspace->installPlugin(u"e2e_slow.so"_s, u"plugins/slow.so"_s);
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/"))));
}

void SlowHooksTest::cleanup()
{
    openGate();
    if (m_gateway->isRunning()) {
        QCOMPARE(m_gateway->stop(), 0);
    }
}

void SlowHooksTest::addApi(const QString &id, const QString &symbol)
{
    m_workspace->writeApi(
        ApiDefinition(id, QString::fromStdString(m_echo.address("/")))
            .hook(HookPlace::Pre, u"plugins/slow.so"_s, symbol)
            .with(u"config_data"_s,
                  QJsonObject{{u"gate"_s, m_workspace->filePath(u"gate"_s)},
                              {u"inside"_s, m_workspace->filePath(u"inside"_s)}}));
}

void SlowHooksTest::start(const QJsonObject &settings, int workers)
{
    m_workspace->writeConfig(
        {{u"gatewright"_s, settings}, {u"graceful_shutdown_timeout_duration"_s, 1}});
    GatewayProcess::Options options;
    options.workers = workers;
    QVERIFY(m_gateway->serve(m_workspace->path(), options));
}

Socket SlowHooksTest::ask(const std::string &path) const
{
    Socket socket = Socket::connectTo(m_gateway->port());
    socket.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    return socket;
}

void SlowHooksTest::aSlowHookIsNamed()
{
    addApi(u"slow"_s, u"TakeLong"_s);
    start();
    QCOMPARE(get(m_gateway->address("/slow/get")).status, 200);
    QVERIFY(m_gateway->waitForLog(
        {u"held up its worker"_s, u"TakeLong"_s, u"api_id=slow"_s, u"ms="_s}));
}

void SlowHooksTest::aStuckHookTakesItsOwnWorkerOnly()
{
    addApi(u"stuck"_s, u"HoldWorker"_s);
    start();
    Socket victim = ask("/stuck/get");
    QVERIFY(isInside());
    // Half of these arrive at the socket of the worker that is stuck, before anybody has noticed.
    std::vector<Socket> early;
    for (int i = 0; i < 24; ++i) {
        early.push_back(ask("/api/get"));
    }
    for (Socket &socket : early) {
        QCOMPARE(receiveResponse(socket).status, 200);
    }
    QVERIFY(m_gateway->waitForLog(
        {u"does not return"_s, u"HoldWorker"_s, u"api_id=stuck"_s, u"request_id="_s}));
    for (int i = 0; i < 24; ++i) {
        QCOMPARE(get(m_gateway->address("/api/get")).status, 200);
    }
    const CurlAnswer hello = get(m_gateway->address("/hello"));
    QVERIFY2(hello.says("\"status\":\"warn\"") && hello.says("1 hook does not return"),
             hello.body.c_str());
    const CurlAnswer metrics = get(m_gateway->address("/metrics"));
    QVERIFY2(metrics.says("gatewright_hooks_stuck 1"), metrics.body.c_str());
    m_workspace->removeApi(u"stuck"_s);
    QVERIFY(m_gateway->reload()); // a stuck worker does not hold it up
    QCOMPARE(get(m_gateway->address("/stuck/get")).status, 404);

    openGate();
    QCOMPARE(receiveResponse(victim).status, 200);
    QVERIFY(m_gateway->waitForLog({u"has returned"_s, u"HoldWorker"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(get(m_gateway->address("/hello")).says("\"status\":\"pass\""), kWait);
    for (int i = 0; i < 24; ++i) {
        QCOMPARE(get(m_gateway->address("/api/get")).status, 200);
    }
}

void SlowHooksTest::aStuckHookDoesNotHoldUpTheEnd()
{
    addApi(u"stuck"_s, u"HoldWorker"_s);
    start();
    const Socket victim = ask("/stuck/get");
    QVERIFY(m_gateway->waitForLog({u"does not return"_s}));
    m_gateway->sendSignal(SIGTERM);
    QCOMPARE(m_gateway->waitForEnd(30s), 0);
}

void SlowHooksTest::theOnlyWorkerGoesOnWhenItsHookReturns()
{
    addApi(u"stuck"_s, u"HoldWorker"_s);
    start({}, 1);
    Socket victim = ask("/stuck/get");
    QVERIFY(m_gateway->waitForLog({u"does not return"_s}));
    Socket patient = ask("/api/get");
    openGate();
    QCOMPARE(receiveResponse(victim).status, 200);
    QCOMPARE(receiveResponse(patient).status, 200);
}

void SlowHooksTest::theControlApiAnswersWhileAllWorkersAreStuck()
{
    addApi(u"stuck"_s, u"HoldWorker"_s);
    addApi(u"quick"_s, u"PassThread"_s);
    start({}, 1);
    Socket victim = ask("/stuck/get");
    QVERIFY(m_gateway->waitForLog({u"hold all workers"_s, u"restart the engine"_s}));
    QVERIFY(get(m_gateway->address("/hello")).says("1 hook does not return"));
    const CurlAnswer plugins = m_gateway->control("GET", "/tyk/plugins");
    QVERIFY2(plugins.says("\"symbol\":\"HoldWorker\"") && plugins.says("\"taken_over\":false"),
             plugins.body.c_str());
    QVERIFY(m_gateway->reload());
    const QJsonObject definition{
        {u"spec"_s, ApiDefinition(u"tried"_s, u"http://127.0.0.1:1/"_s).json()},
        {u"request"_s, QJsonObject{{u"method"_s, u"GET"_s}, {u"path"_s, u"/"_s}}}};
    const CurlAnswer tried =
        m_gateway->control("POST", "/tyk/debug", QJsonDocument(definition).toJson().toStdString());
    QVERIFY2(tried.says("hold all workers"), tried.body.c_str());
    QCOMPARE(get(m_gateway->address("/api/get")).status, 200); // it needs no hook
    Socket refused = ask("/quick/get");
    QCOMPARE(receiveResponse(refused).status, 503);
    QVERIFY(m_gateway->waitForLog({u"Plugin hook failed"_s, u"PassThread"_s, u"api_id=quick"_s}));

    openGate();
    QCOMPARE(receiveResponse(victim).status, 200);
    QVERIFY(refused.isEndedByPeer(kPatience)); // the next one finds a worker that runs hooks
    QCOMPARE(get(m_gateway->address("/quick/get")).status, 200);
    QVERIFY(m_gateway->control("GET", "/tyk/plugins").says("\"stuck\":[]"));
}

// Its sockets are those of workers that do not come to accept.
void SlowHooksTest::aPortOpensWhileAllWorkersAreStuck()
{
    const std::uint16_t port = closedPort();
    addApi(u"stuck"_s, u"HoldWorker"_s);
    m_workspace->writeConfig(
        {{u"graceful_shutdown_timeout_duration"_s, 1}, {u"disable_ports_whitelist"_s, true}});
    GatewayProcess::Options options;
    options.workers = 1;
    QVERIFY(m_gateway->serve(m_workspace->path(), options));
    const Socket victim = ask("/stuck/get");
    QVERIFY(isInside());
    QVERIFY(m_gateway->waitForLog({u"hold all workers"_s}));
    const auto answerTo = [port](const std::string &path) {
        Socket client = Socket::connectTo(port);
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        return receiveResponse(client).status;
    };
    ApiDefinition own(u"own"_s, QString::fromStdString(m_echo.address("/")));
    m_workspace->writeApi(own.with(u"listen_port"_s, port));
    QVERIFY(m_gateway->reload());
    QCOMPARE(answerTo("/own/get"), 200);
    // The same sockets in another protocol.
    m_workspace->writeApi(ApiDefinition(u"own"_s, u"tcp://127.0.0.1:%1"_s.arg(m_echo.port()))
                              .with(u"listen_port"_s, port)
                              .with(u"protocol"_s, u"tcp"_s));
    QVERIFY(m_gateway->reload());
    QCOMPARE(answerTo("/get"), 200);
    openGate();
}

void SlowHooksTest::aFullQueueIs503()
{
    addApi(u"held"_s, u"HoldThread"_s);
    start({{u"blocking_threads"_s, 1}, {u"blocking_queue"_s, 1}});
    Socket running = ask("/held/get");
    QVERIFY(isInside());
    // One of these waits, the other finds no room.
    Socket one = ask("/held/get");
    Socket other = ask("/held/get");
    QVERIFY(m_gateway->waitForLog({u"the queue of the blocking pool is full"_s, u"HoldThread"_s}));
    openGate();
    QCOMPARE(receiveResponse(running).status, 200);
    QCOMPARE(receiveResponse(one).status + receiveResponse(other).status, 200 + 503);
}

void SlowHooksTest::aStuckThreadOfThePoolIsReplaced()
{
    addApi(u"held"_s, u"HoldThread"_s);
    addApi(u"quick"_s, u"PassThread"_s);
    start({{u"blocking_threads"_s, 1}, {u"plugin_stuck_threshold_ms"_s, 20}});
    Socket victim = ask("/held/get");
    QVERIFY(isInside());
    Socket quick = ask("/quick/get"); // waits for the only thread, and gets another
    QCOMPARE(receiveResponse(quick).status, 200);
    QVERIFY(m_gateway->waitForLog({u"holds a thread of the blocking pool"_s, u"HoldThread"_s}));
    openGate();
    QCOMPARE(receiveResponse(victim).status, 200);
}

void SlowHooksTest::nobodyResumesIs504AndLateIsIgnored()
{
    addApi(u"late"_s, u"ResumeTooLate"_s);
    start({{u"plugin_suspend_timeout_ms"_s, 200}});
    QCOMPARE(get(m_gateway->address("/late/get")).status, 504);
    QVERIFY(m_gateway->waitForLog({u"never resumed it"_s, u"ResumeTooLate"_s}));
    QVERIFY(m_gateway->waitForLog({u"resumed too late"_s}));
    QCOMPARE(get(m_gateway->address("/api/get")).status, 200);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::SlowHooksTest)
#include "slow_hooks_test.moc"
