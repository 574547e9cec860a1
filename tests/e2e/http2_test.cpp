// SPDX-License-Identifier: GPL-3.0-or-later
// Upstreams that speak HTTP/2 without TLS: targets "h2c://". The other end is nghttpd.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QProcess>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace gw::e2e {

// nghttpd on a free port: serves a folder, and echoes what is uploaded.
class Http2Server final {
public:
    [[nodiscard]] bool start()
    {
        const std::uint16_t port = closedPort();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"nghttpd"_s,
                        {u"--no-tls"_s, u"--echo-upload"_s, u"-a"_s, u"127.0.0.1"_s,
                         u"--trailer=x-sum: 7"_s, u"-d"_s, m_folder.path(), QString::number(port)});
        m_port = port;
        return QTest::qWaitFor(
            [&] {
                QTcpSocket socket;
                socket.connectToHost(u"127.0.0.1"_s, port);
                return socket.waitForConnected(1000);
            },
            20'000);
    }
    ~Http2Server()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void writeFile(const QString &name, const QByteArray &bytes) const
    {
        test::writeFile(m_folder.filePath(name), bytes);
    }
    [[nodiscard]] QString url() const { return u"h2c://127.0.0.1:%1"_s.arg(m_port); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

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
    m_workspace.writeApi(ApiDefinition(u"files"_s, m_server.url()));
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
