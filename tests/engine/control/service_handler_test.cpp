// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_stream.h"
#include "control/service_handler.h"
#include "engine/control/fake_exchange.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

using namespace gw;
using namespace gw::control;
using testing::FakeExchange;
using testing::ServiceFixture;

namespace {

// Notes what comes through to QtHttpServer.
class FakeBridge final : public http::RequestHandler {
public:
    void onRequest(http::Exchange &exchange) override
    {
        targets.emplace_back(exchange.request().target);
    }

    std::vector<std::string> targets;
};

} // namespace

class ServiceHandlerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownsTheEnginesPaths_data();
    void ownsTheEnginesPaths();
    void refusesBeforeTheBodyIsRead();
    void refusesASecretThatStandsTwice();
    void passesRequestsOn_data();
    void passesRequestsOn();
    void opensEventStreams();
    void keepsStrangersFromEventStreams();

private:
    http::Peer m_peer{
        .address = "127.0.0.1", .port = 1, .isTls = false, .clientCertificateSha256 = {}};
    testing::FakeEngine m_engine;
    Log m_log{testing::quietLog()};
    ControlService m_service{m_engine, m_log, ServiceFixture::defaultOptions()};
    EventHub m_hub{m_service};
    ControlAccess m_access{m_service.options(), m_service.failures(), m_log};
    EventStream m_events{m_hub};
    FakeBridge m_bridge;
    ServiceHandler m_handler{m_service.options(), m_access, m_events, m_bridge};
};

void ServiceHandlerTest::ownsTheEnginesPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("control API") << QByteArray("/tyk/apis") << true;
    QTest::newRow("anything below") << QByteArray("/tyk/nothing") << true;
    QTest::newRow("base") << QByteArray("/tyk/") << true;
    QTest::newRow("base without slash") << QByteArray("/tyk") << false;
    QTest::newRow("like it") << QByteArray("/tykes/") << false;
    QTest::newRow("two slashes") << QByteArray("//tyk/apis") << false;
    QTest::newRow("health") << QByteArray("/hello") << true;
    QTest::newRow("health with slash") << QByteArray("/hello/") << true;
    QTest::newRow("below health") << QByteArray("/hello/x") << false;
    QTest::newRow("readiness") << QByteArray("/ready") << true;
    QTest::newRow("metrics") << QByteArray("/metrics") << true;
    QTest::newRow("API below metrics") << QByteArray("/metrics/x") << false;
    QTest::newRow("root") << QByteArray("/") << false;
    QTest::newRow("star") << QByteArray("*") << false;
}

void ServiceHandlerTest::ownsTheEnginesPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, isOwn);
    QCOMPARE(m_handler.owns(path.toStdString()), isOwn);
}

void ServiceHandlerTest::refusesBeforeTheBodyIsRead()
{
    m_bridge.targets.clear();
    FakeExchange exchange(m_peer, "POST", "/tyk/apis");
    m_handler.onRequest(exchange);
    QVERIFY(exchange.isEnded);
    QCOMPARE(exchange.response().status, 403);
    QCOMPARE(exchange.field("Content-Type"), std::string("application/json"));
    QCOMPARE(exchange.body,
             std::string("{\"status\":\"error\",\"message\":\"Attempted administrative access "
                         "with invalid or missing key!\"}\n"));
    QVERIFY(m_bridge.targets.empty());
}

void ServiceHandlerTest::refusesASecretThatStandsTwice()
{
    m_bridge.targets.clear();
    FakeExchange exchange(m_peer, "GET", "/tyk/apis");
    exchange.request().fields.add("x-tyk-authorization", ServiceFixture::kSecret);
    exchange.request().fields.add("X-Tyk-Authorization", ServiceFixture::kSecret);
    m_handler.onRequest(exchange);
    QCOMPARE(exchange.response().status, 403);
    QVERIFY(m_bridge.targets.empty());
}

void ServiceHandlerTest::passesRequestsOn_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("withSecret");
    QTest::newRow("control API") << QByteArray("/tyk/apis?x=1") << true;
    QTest::newRow("health") << QByteArray("/hello") << false;
    QTest::newRow("health with slash") << QByteArray("/hello/") << false;
    QTest::newRow("metrics") << QByteArray("/metrics") << false;
}

void ServiceHandlerTest::passesRequestsOn()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, withSecret);
    m_bridge.targets.clear();
    FakeExchange exchange(m_peer, "GET", target.toStdString());
    if (withSecret) {
        exchange.request().fields.add("X-Tyk-Authorization", ServiceFixture::kSecret);
    }
    m_handler.onRequest(exchange);
    QVERIFY(!exchange.isStarted);
    QCOMPARE(m_bridge.targets, std::vector<std::string>{target.toStdString()});
}

void ServiceHandlerTest::opensEventStreams()
{
    m_bridge.targets.clear();
    FakeExchange exchange(m_peer, "GET", "/tyk/events?topics=log");
    exchange.request().fields.add("X-Tyk-Authorization", ServiceFixture::kSecret);
    m_handler.onRequest(exchange);
    QVERIFY(exchange.isStarted);
    QVERIFY(!exchange.isEnded);
    QVERIFY(m_bridge.targets.empty());
    exchange.leave();
}

void ServiceHandlerTest::keepsStrangersFromEventStreams()
{
    FakeExchange exchange(m_peer, "GET", "/tyk/events");
    m_handler.onRequest(exchange);
    QVERIFY(exchange.isEnded);
    QCOMPARE(exchange.response().status, 403);
    QCOMPARE(m_events.subscribers(), 0U);
}

GW_TEST(ServiceHandlerTest)
#include "service_handler_test.moc"
