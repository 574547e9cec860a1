// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/wire_client.h"
#include "engine/net/test_certificates.h"
#include "engine/net/transport_pair.h"
#include "engine/relay/relay_server.h"
#include "engine/upstream/lying_origin.h"
#include "engine/upstream/server_context.h"
#include "net/tls_context.h"
#include "support/room_test.h"

using namespace gw::relay;
using namespace gw::relay::test;
using namespace gw::test;
using namespace gw::net;
using namespace gw::net::test;
using namespace std::chrono_literals;
using gw::http::test::WireClient;

namespace {

// More than a few records, and less than the kernel's buffers hold.
const std::string kText(300'000, 'x');

void answerAtTheEnd(OriginPeer &peer)
{
    const std::string all = peer.readAll();
    peer.send("heard " + all);
    peer.endSending();
}

} // namespace

class RelayTlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speaksTlsToClients();
    void timesOutHandshakes();
    void speaksTlsToTheOrigin();
    void tellsAStreamThatIsCutOff();
    void closesWhenTheOriginIsNotTrusted();
    void timesOutWhileItOpens();

private:
    // Listens with TLS.
    RelayServer::Options tlsOptions(std::uint16_t originPort)
    {
        TlsServerContext::Options tls;
        tls.certificates = {m_certificates.issue({"localhost"})};
        return {.target = RelayTarget{originAt(originPort)}, .tls = *TlsServerContext::create(tls)};
    }
    std::shared_ptr<const TlsClientContext> trust() const
    {
        TlsClientContext::Options options;
        options.caFile = m_certificates.caFile();
        return *TlsClientContext::create(options);
    }
    ServerContext serverContext()
    {
        const CertificateFiles files = m_certificates.issue({"127.0.0.1"});
        ServerContext context(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str());
        SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM);
        return context;
    }
    std::shared_ptr<gw::upstream::Origin> tlsOrigin(std::uint16_t port) const
    {
        auto origin = originAt(port);
        origin->tls = trust();
        return origin;
    }

    TestCertificates m_certificates;
};

void RelayTlsTest::speaksTlsToClients()
{
    LyingOrigin origin({answerAtTheEnd});
    RelayServer relay(tlsOptions(origin.port()));
    auto socket = connectTo(*Address::parse("127.0.0.1:" + std::to_string(relay.port())));
    QVERIFY(socket);
    const auto trusting = trust();
    Transport client = Transport::tlsClient(std::move(*socket), *trusting, "localhost");
    IoResult result = client.handshake();
    while (result.status == IoStatus::WouldBlock && gw::net::test::waitFor(client)) {
        result = client.handshake();
    }
    QCOMPARE(result.status, IoStatus::Ok);
    std::string_view rest = kText;
    while (!rest.empty()) {
        const IoResult written = gw::net::test::write(client, rest);
        QVERIFY(written.status == IoStatus::Ok ||
                (written.status == IoStatus::WouldBlock && gw::net::test::waitFor(client)));
        rest.remove_prefix(written.bytes);
    }
    QCOMPARE(client.shutdownWrite().status, IoStatus::Ok);
    const Received received = readAll(client);
    QVERIFY(received.text == "heard " + kText);
    QCOMPARE(received.end, IoStatus::Closed);
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayTlsTest::timesOutHandshakes()
{
    LyingOrigin origin({answerAtTheEnd});
    RelayServer::Options options = tlsOptions(origin.port());
    options.limits.handshake = 50ms;
    RelayServer relay(options);
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QCOMPARE(origin.accepted(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

void RelayTlsTest::speaksTlsToTheOrigin()
{
    const ServerContext server = serverContext();
    LyingOrigin origin({answerAtTheEnd}, server.get());
    RelayServer relay(tlsOrigin(origin.port()));
    WireClient client(relay.port());
    QVERIFY(client.send(kText));
    client.shutDownWriting();
    QVERIFY(client.readAll() == "heard " + kText);
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

// Without close_notify the end may be anybody's work: the client must not take it for one in order.
void RelayTlsTest::tellsAStreamThatIsCutOff()
{
    const ServerContext server = serverContext();
    LyingOrigin origin({[](OriginPeer &peer) {
                           peer.send("part");
                           peer.readExactly(3);
                           peer.cutOff();
                       }},
                       server.get());
    RelayServer relay(tlsOrigin(origin.port()));
    WireClient client(relay.port());
    QCOMPARE(client.readExactly(4), "part");
    QVERIFY(client.send("abc"));
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.wasReset());
}

void RelayTlsTest::closesWhenTheOriginIsNotTrusted()
{
    const ServerContext server = serverContext();
    LyingOrigin origin({answerAtTheEnd}, server.get());
    const auto distrusting = originAt(origin.port());
    distrusting->tls = *TlsClientContext::create({}); // the system's authorities
    RelayServer relay(distrusting);
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
}

void RelayTlsTest::timesOutWhileItOpens()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readAll();
    }}); // knows no TLS
    const RelayTarget target{tlsOrigin(origin.port()), 100ms};
    RelayServer relay(RelayServer::Options{.target = target});
    WireClient client(relay.port());
    QCOMPARE(client.readAll(), "");
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(relay.countConnections(), std::size_t(0), 30s);
}

GW_TEST(RelayTlsTest)
#include "relay_tls_test.moc"
