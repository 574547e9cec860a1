// SPDX-License-Identifier: GPL-3.0-or-later
// Upstreams that speak HTTP/2 without TLS: targets "h2c://". The other end is nghttpd.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/http2_server.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;

namespace gw::e2e {

class Http2Test final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersComeFromAnHttp2Upstream();
    void bodiesOfAnySizeGoBothWays();
    void upgradesGoOnAsUsualRequests();
    void anHttp1UpstreamIsNamed();

private:
    Http2Server m_server;
    Workspace m_workspace;
    GatewayProcess m_gateway;
};

void Http2Test::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.writeFile(u"hello.txt"_s, "hello over HTTP/2\n");
    m_workspace.writeApi(ApiDefinition(u"files"_s, u"h2c://127.0.0.1:%1"_s.arg(m_server.port())));
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void Http2Test::answersComeFromAnHttp2Upstream()
{
    for (int i = 0; i < 3; ++i) { // on one connection
        const CurlAnswer answer = get(m_gateway.address("/files/hello.txt"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "hello over HTTP/2\n");
        QCOMPARE(answer.header("content-length"), "18");
        QVERIFY(answer.header("server").starts_with("nghttpd"));
    }
    QCOMPARE(get(m_gateway.address("/files/missing.txt")).status, 404);
    const CurlAnswer head = send({.url = m_gateway.address("/files/hello.txt"), .method = "HEAD"});
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-length"), "18");
}

void Http2Test::bodiesOfAnySizeGoBothWays()
{
    std::string body(8 * 1024 * 1024, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) {
        body[i] = static_cast<char>(i * 31 + (i >> 12));
    }
    const CurlAnswer answer =
        send({.url = m_gateway.address("/files/upload"), .method = "POST", .body = body});
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body == body);
}

// HTTP/2 has no Upgrade: the upstream sees a usual request.
void Http2Test::upgradesGoOnAsUsualRequests()
{
    const CurlAnswer answer =
        get(m_gateway.address("/files/hello.txt"),
            {"Connection: Upgrade", "Upgrade: websocket",
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "hello over HTTP/2\n");
}

void Http2Test::anHttp1UpstreamIsNamed()
{
    GatewayProcess echo;
    QVERIFY(echo.echo());
    m_workspace.writeApi(ApiDefinition(u"mistaken"_s, u"h2c://127.0.0.1:%1"_s.arg(echo.port())));
    QVERIFY(m_gateway.reload());
    const CurlAnswer answer = get(m_gateway.address("/mistaken/get"));
    QCOMPARE(answer.status, 500);
    QVERIFY(answer.says("There was a problem proxying the request"));
    QVERIFY(m_gateway.waitForLog({u"http:// instead of h2c://"_s}));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::Http2Test)
#include "http2_test.moc"
