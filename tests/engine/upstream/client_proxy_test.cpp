// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/test_certificates.h"
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/server_context.h"
#include "net/tls_context.h"
#include "upstream/http_proxy.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

namespace {

// A text that a script's thread writes.
class Heard final {
public:
    void set(std::string text)
    {
        const std::lock_guard lock(m_mutex);
        m_text = std::move(text);
    }
    [[nodiscard]] std::string text()
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }

private:
    std::mutex m_mutex;
    std::string m_text;
};

int connectTo(std::uint16_t port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ? fd : -1;
}

// A proxy that opens every tunnel to that port.
LyingOrigin::Script tunneling(std::uint16_t port, Heard &heard)
{
    return [port, &heard](OriginPeer &peer) {
        heard.set(peer.readHead());
        const int origin = connectTo(port);
        peer.send("HTTP/1.1 200 Connection established\r\n\r\n");
        std::thread back([&peer, origin] {
            char buffer[4096];
            for (ssize_t got = 0; (got = recv(origin, buffer, sizeof buffer, 0)) > 0;) {
                peer.send({buffer, std::size_t(got)});
            }
        });
        for (std::string piece = peer.readOnce(); !piece.empty(); piece = peer.readOnce()) {
            ::send(origin, piece.data(), piece.size(), MSG_NOSIGNAL);
        }
        shutdown(origin, SHUT_RDWR);
        back.join();
        ::close(origin);
    };
}

} // namespace

class ClientProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksInAbsoluteForm();
    void tunnelsTls();
    void tellsWhyATunnelIsRefused_data();
    void tellsWhyATunnelIsRefused();
    void tellsOfAProxyThatIsNotThere();

private:
    static std::shared_ptr<Origin> plainOrigin(std::uint16_t proxyPort)
    {
        auto origin = ClientFixture::origin(8080, "far.away");
        origin->proxy = *parseHttpProxy("http://user:pass@127.0.0.1:" + std::to_string(proxyPort));
        return origin;
    }
    std::shared_ptr<Origin> tlsOrigin(std::uint16_t proxyPort)
    {
        net::TlsClientContext::Options options;
        options.caFile = m_certificates.caFile();
        auto origin = plainOrigin(proxyPort);
        origin->host = "tls.far.away"; // which only the proxy knows
        origin->port = 443;
        origin->tls = *net::TlsClientContext::create(options);
        return origin;
    }

    net::test::TestCertificates m_certificates;
};

void ClientProxyTest::asksInAbsoluteForm()
{
    Heard heard;
    LyingOrigin proxy({[&](OriginPeer &peer) {
        heard.set(peer.readHead());
        peer.send(kOk);
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(plainOrigin(proxy.port()), recorder);
    QCOMPARE(recorder.body, "ok");
    const std::string head = heard.text();
    QVERIFY2(head.starts_with("GET http://far.away:8080/ HTTP/1.1\r\nHost: origin.example\r\n"),
             head.c_str());
    QVERIFY(head.find("\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n") != std::string::npos);
}

void ClientProxyTest::tunnelsTls()
{
    const ServerContext server(SSL_CTX_new(TLS_server_method()));
    const net::CertificateFiles files = m_certificates.issue({"tls.far.away"});
    SSL_CTX_use_certificate_chain_file(server.get(), files.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(server.get(), files.key.c_str(), SSL_FILETYPE_PEM);
    Heard request;
    LyingOrigin origin({[&](OriginPeer &peer) {
                           for (std::string head = peer.readHead(); !head.empty();
                                head = peer.readHead()) {
                               request.set(head);
                               peer.send(kOk);
                           }
                       }},
                       server.get());
    Heard connect;
    LyingOrigin proxy({tunneling(origin.port(), connect)});
    ClientFixture f;
    const auto to = tlsOrigin(proxy.port());
    for (int i = 0; i < 2; ++i) { // the second one uses the tunnel again
        Recorder recorder;
        f.run(to, recorder);
        QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
        QCOMPARE(recorder.body, "ok");
    }
    QCOMPARE(proxy.accepted(), 1);
    QCOMPARE(connect.text(), "CONNECT tls.far.away:443 HTTP/1.1\r\nHost: tls.far.away:443\r\n"
                             "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n");
    // The origin is asked as ever, and hears nothing of what is for the proxy.
    QVERIFY(request.text().starts_with("GET / HTTP/1.1\r\n"));
    QVERIFY(request.text().find("Proxy-") == std::string::npos);
    f.client.closeIdleConnections();
}

void ClientProxyTest::tellsWhyATunnelIsRefused_data()
{
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<std::string>("reason");
    QTest::newRow("credentials") << std::string(
                                        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
                                 << std::string("status 407");
    QTest::newRow("not HTTP") << std::string("SSH-2.0-x\r\n\r\n") << std::string();
    QTest::newRow("nothing") << std::string() << std::string("closed before it answered");
    QTest::newRow("speaks unasked")
        << std::string("HTTP/1.1 200 OK\r\n\r\nhello") << std::string("bytes behind its answer");
}

void ClientProxyTest::tellsWhyATunnelIsRefused()
{
    QFETCH(std::string, answer);
    QFETCH(std::string, reason);
    LyingOrigin proxy({answeringOnce(answer)});
    ClientFixture f;
    Recorder recorder;
    f.run(tlsOrigin(proxy.port()), recorder);
    QVERIFY(recorder.failure.has_value());
    QCOMPARE(recorder.failure->kind, FailureKind::Connect);
    const std::string &text = recorder.failure->text;
    QVERIFY2(text.starts_with("CONNECT tls.far.away:443 by proxy 127.0.0.1:"), text.c_str());
    QVERIFY2(text.ends_with(reason), text.c_str());
    QVERIFY(text.find("dXNlcjpwYXNz") == std::string::npos);
}

void ClientProxyTest::tellsOfAProxyThatIsNotThere()
{
    ClientFixture f;
    Recorder recorder;
    auto origin = ClientFixture::origin(80, "far.away");
    origin->proxy = *parseHttpProxy("http://nowhere:1");
    f.run(origin, recorder);
    QVERIFY(recorder.failure.has_value());
    QCOMPARE(recorder.failure->kind, FailureKind::Connect); // not: the origin is unknown
    QVERIFY(recorder.failure->text.starts_with("proxy nowhere:1: "));
}

GW_TEST(ClientProxyTest, gw::test::useEpollDispatcher)
#include "client_proxy_test.moc"
