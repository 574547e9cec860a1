// SPDX-License-Identifier: GPL-3.0-or-later
// Upstreams that hang, lie, or leave.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <atomic>
#include <memory>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

// Takes one request, says this, and closes.
ScriptedOrigin::Script sayingOnce(std::string bytes)
{
    return [bytes = std::move(bytes)](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            connection.send(bytes);
        }
    };
}

} // namespace

class UpstreamFaultsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers500ToWhatIsNoProperResponse_data();
    void answers500ToWhatIsNoProperResponse();
    void showsTheClientThatABodyIsIncomplete_data();
    void showsTheClientThatABodyIsIncomplete();
    void doesNotReuseAConnectionWithBytesLeftOver();
    void answers504WhenNothingComes();
    void takesAnotherConnectionWhenAnIdleOneWasClosed();
    void doesNotRepeatAPost();
    void relaysAnEarlyAnswerToAnUnfinishedBody();
    void leavesTheUpstreamWhenTheClientLeaves();

private:
    // A gateway before the origin, its API at /api/.
    struct Setup {
        Workspace workspace;
        std::unique_ptr<ScriptedOrigin> origin;
        GatewayProcess gateway;
    };
    std::unique_ptr<Setup> gatewayBefore(ScriptedOrigin::Script script);
};

std::unique_ptr<UpstreamFaultsTest::Setup>
UpstreamFaultsTest::gatewayBefore(ScriptedOrigin::Script script)
{
    auto setup = std::make_unique<Setup>();
    setup->origin = std::make_unique<ScriptedOrigin>(std::move(script));
    setup->workspace.writeConfig({{u"proxy_default_timeout"_s, 1}});
    setup->workspace.writeApi(
        ApiDefinition(u"api"_s, QString::fromStdString(setup->origin->url())));
    return setup->gateway.serve(setup->workspace.path(), {.workers = 1}) ? std::move(setup)
                                                                         : nullptr;
}

void UpstreamFaultsTest::answers500ToWhatIsNoProperResponse_data()
{
    QTest::addColumn<std::string>("response");

    const auto row = [](const char *name, std::string response) {
        QTest::newRow(name) << std::move(response);
    };
    row("nothing", "");
    row("not HTTP", "SSH-2.0-OpenSSH\r\n");
    row("half a head", "HTTP/1.1 200 OK\r\nContent-Le");
    row("status of two digits", "HTTP/1.1 20 OK\r\n\r\n");
    row("status of letters", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n");
    row("length and chunks",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc");
    row("length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n");
    row("bad byte in a field name", "HTTP/1.1 200 OK\r\nX (A): b\r\nContent-Length: 0\r\n\r\n");
    row("NUL in a value",
        std::string("HTTP/1.1 200 OK\r\nX-A: b\0\r\nContent-Length: 0\r\n\r\n", 45));
    row("endless head", "HTTP/1.1 200 OK\r\nX-A: " + std::string(2'000'000, 'a'));
    row("101 that nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
}

void UpstreamFaultsTest::answers500ToWhatIsNoProperResponse()
{
    QFETCH(std::string, response);

    const auto setup = gatewayBefore(sayingOnce(response));
    QVERIFY(setup);
    const CurlAnswer answer = get(setup->gateway.address("/api/x"));
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.body, "{\n    \"error\": \"There was a problem proxying the request\"\n}");
    QVERIFY(setup->gateway.waitForLog({u"api"_s, u"127.0.0.1:%1"_s.arg(setup->origin->port())}));
}

void UpstreamFaultsTest::showsTheClientThatABodyIsIncomplete_data()
{
    QTest::addColumn<std::string>("response");

    QTest::newRow("shorter than its length")
        << std::string("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    QTest::newRow("chunks without an end")
        << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    QTest::newRow("broken chunk") << std::string(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n");
    QTest::newRow("chunk size that is no number")
        << std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n");
}

void UpstreamFaultsTest::showsTheClientThatABodyIsIncomplete()
{
    QFETCH(std::string, response);

    const auto setup = gatewayBefore(sayingOnce(response));
    QVERIFY(setup);
    const CurlAnswer answer = get(setup->gateway.address("/api/x"));
    // When the fault is there before the head has gone out, a clean 500 is as good.
    QVERIFY2(answer.status == 500 || !answer.error.empty(), answer.body.c_str());
    QVERIFY(setup->gateway.isRunning());
}

void UpstreamFaultsTest::doesNotReuseAConnectionWithBytesLeftOver()
{
    const auto setup = gatewayBefore([](Socket &connection) {
        if (connection.receiveUntil("\r\n\r\n")) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            (void)connection.receiveToEnd(2s);
        }
    });
    QVERIFY(setup);
    QCOMPARE(get(setup->gateway.address("/api/x")).body, "ok");
    QCOMPARE(get(setup->gateway.address("/api/x")).body, "ok");
    QCOMPARE(setup->origin->connections(), 2);
}

void UpstreamFaultsTest::answers504WhenNothingComes()
{
    const auto setup =
        gatewayBefore([](Socket &connection) { (void)connection.receiveToEnd(10s); });
    QVERIFY(setup);
    QElapsedTimer timer;
    timer.start();
    const CurlAnswer answer = get(setup->gateway.address("/api/x"));
    QCOMPARE(answer.status, 504);
    QCOMPARE(answer.body, "{\n    \"error\": \"Upstream service reached hard timeout.\"\n}");
    QVERIFY(timer.elapsed() >= 900);
}

void UpstreamFaultsTest::takesAnotherConnectionWhenAnIdleOneWasClosed()
{
    const auto setup = gatewayBefore(sayingOnce("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    QVERIFY(setup);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(get(setup->gateway.address("/api/x")).status, 200);
    }
}

void UpstreamFaultsTest::doesNotRepeatAPost()
{
    auto posts = std::make_shared<std::atomic<int>>(0);
    const auto setup = gatewayBefore([posts](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            if (head->starts_with("POST")) {
                ++*posts;
                return; // leaves in the middle
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    QVERIFY(setup);
    QCOMPARE(get(setup->gateway.address("/api/x")).status, 200);
    QCOMPARE(
        send({.url = setup->gateway.address("/api/x"), .method = "POST", .body = "hello"}).status,
        500);
    QCOMPARE(posts->load(), 1);
}

void UpstreamFaultsTest::relaysAnEarlyAnswerToAnUnfinishedBody()
{
    const auto setup = gatewayBefore(sayingOnce(
        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"));
    QVERIFY(setup);
    Socket client = Socket::connectTo(setup->gateway.port());
    client.send("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nstart");
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, 401);
    QCOMPARE(response.body, "no");
}

void UpstreamFaultsTest::leavesTheUpstreamWhenTheClientLeaves()
{
    auto isLeft = std::make_shared<std::atomic<bool>>(false);
    auto isAsked = std::make_shared<std::atomic<bool>>(false);
    const auto setup = gatewayBefore([=](Socket &connection) {
        *isAsked = connection.receiveUntil("\r\n\r\n").has_value();
        *isLeft = connection.isEndedByPeer(900ms);
    });
    QVERIFY(setup);
    Socket client = Socket::connectTo(setup->gateway.port());
    client.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(isAsked->load());
    client.reset();
    QTRY_VERIFY(isLeft->load());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::UpstreamFaultsTest)
#include "upstream_faults_test.moc"
