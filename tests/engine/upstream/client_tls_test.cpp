// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/test_certificates.h"
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/server_context.h"
#include "net/tls_context.h"

#include <openssl/ssl.h>

#include <atomic>
#include <memory>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;
using std::chrono::milliseconds;

namespace {

ServerContext serverContext(const net::CertificateFiles &files)
{
    ServerContext context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM);
    return context;
}

} // namespace

class ClientTlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reusesConnections();
    void keepsIdleConnectionsThroughTickets();
    void movesLargeBodiesBothWays();
    void pausesAfterEachRead();
    void checksCertificates_data();
    void checksCertificates();
    void tellsPlainServers();
    void tellsStreamsThatAreCutOff();
    void retriesAfterACloseWithoutNotice();
    void limitsHandshakes();
    void relaysAnUpgrade();

private:
    std::shared_ptr<Origin> origin(std::uint16_t port, const std::string &host = "tls.example",
                                   bool isInsecure = false)
    {
        net::TlsClientContext::Options options;
        options.caFile = m_certificates.caFile();
        options.isInsecure = isInsecure;
        auto result = ClientFixture::origin(port, host);
        result->tls = *net::TlsClientContext::create(options);
        return result;
    }

    net::test::TestCertificates m_certificates;
    ServerContext m_server = serverContext(m_certificates.issue({"tls.example", "127.0.0.1"}));
};

void ClientTlsTest::reusesConnections()
{
    LyingOrigin server({answering(kOk)}, m_server.get());
    ClientFixture f;
    const auto to = origin(server.port());
    for (int i = 0; i < 3; ++i) {
        Recorder recorder;
        f.run(to, recorder);
        QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
        QCOMPARE(recorder.body, "ok");
        QTest::qWait(10); // session tickets and the like must not end an idle connection
        QCOMPARE(f.client.idleConnections(), 1U);
    }
    QCOMPARE(server.accepted(), 1);
}

void ClientTlsTest::keepsIdleConnectionsThroughTickets()
{
    std::atomic<bool> isIdle = false;
    std::atomic<bool> hasTicket = false;
    LyingOrigin server({[&](OriginPeer &peer) {
                           peer.readHead();
                           peer.send(kOk);
                           while (!isIdle) {
                               std::this_thread::yield();
                           }
                           peer.sendTicket();
                           hasTicket = true;
                           peer.readHead();
                           peer.send(kOk);
                           peer.readAll();
                       }},
                       m_server.get());
    ClientFixture f;
    const auto to = origin(server.port());
    Recorder first;
    f.run(to, first);
    QCOMPARE(f.client.idleConnections(), 1U);
    isIdle = true;
    QVERIFY(waitUntil([&] { return hasTicket.load(); }));
    for (int i = 0; i < 5; ++i) { // the ticket is noticed in one of these rounds
        QCoreApplication::processEvents();
    }
    QCOMPARE(f.client.idleConnections(), 1U);
    Recorder second;
    f.run(to, second);
    QCOMPARE(second.body, "ok");
    QCOMPARE(server.accepted(), 1);
}

void ClientTlsTest::movesLargeBodiesBothWays()
{
    constexpr std::size_t kSize = 8 * 1024 * 1024;
    LyingOrigin server({[](OriginPeer &peer) {
                           peer.readHead();
                           const std::string body = peer.readExactly(kSize);
                           peer.send("HTTP/1.1 200 OK\r\nContent-Length: " +
                                     std::to_string(body.size()) + "\r\n\r\n");
                           peer.send(body);
                           peer.readAll();
                       }},
                       m_server.get());
    ClientFixture f;
    std::string body(kSize, '\0');
    for (std::size_t i = 0; i < kSize; ++i) {
        body[i] = char(i * 7 + (i >> 13));
    }
    auto request = f.request("POST");
    request.bodyLength = kSize;
    Recorder recorder;
    ClientCall *call = f.client.start(origin(server.port()), request, recorder);
    std::size_t at = 0;
    recorder.writableHook = [&] {
        constexpr std::size_t kPiece = 40'000;
        bool mayGoOn = true;
        while (mayGoOn && at < kSize) {
            const std::string_view piece = std::string_view(body).substr(at, kPiece);
            at += piece.size();
            mayGoOn = call->write(piece);
        }
        if (at == kSize) {
            call->endBody();
        }
    };
    // Pauses now and then: what TLS holds back must come when reading goes on.
    int reports = 0;
    recorder.bodyHook = [&] {
        if (++reports % 10 == 0) {
            call->pause();
            QTimer::singleShot(1, &f.timers, [&] { call->resume(); });
        }
    };
    recorder.writableHook();
    QVERIFY(f.finish(recorder));
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QVERIFY(recorder.body == body);
    QCOMPARE(f.client.idleConnections(), 1U);
}

// Bytes that TLS holds already must come although epoll knows nothing of them.
void ClientTlsTest::pausesAfterEachRead()
{
    constexpr std::size_t kSize = 64 * 1024 + 1;
    std::atomic<bool> isPaused = false;
    std::atomic<bool> isSent = false;
    LyingOrigin server({[&](OriginPeer &peer) {
                           peer.readHead();
                           peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kSize) +
                                     "\r\n\r\n");
                           while (!isPaused) {
                               std::this_thread::yield();
                           }
                           peer.send("x");
                           peer.send(std::string(kSize - 1, 'x'));
                           isSent = true;
                           peer.readAll();
                       }},
                       m_server.get());
    ClientFixture f;
    Recorder recorder;
    ClientCall *call = f.client.start(origin(server.port()), f.request(), recorder);
    const auto pause = [&] {
        call->pause();
        isPaused = true;
    };
    recorder.headHook = pause;
    QVERIFY(waitUntil([&] { return isSent.load(); }));
    recorder.bodyHook = pause;
    while (!recorder.isOver()) {
        const std::size_t before = recorder.bodySize;
        call->resume();
        QVERIFY(waitUntil([&] { return recorder.bodySize > before || recorder.isOver(); }));
    }
    QCOMPARE(recorder.bodySize, kSize);
}

void ClientTlsTest::checksCertificates_data()
{
    QTest::addColumn<std::string>("certificateName");
    QTest::addColumn<std::string>("host");
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<bool>("isInsecure");
    QTest::addColumn<bool>("isAccepted");
    const auto row = [](const char *name, const char *certificate, const char *host, bool isExpired,
                        bool isInsecure, bool isAccepted) {
        QTest::newRow(name) << std::string(certificate) << std::string(host) << isExpired
                            << isInsecure << isAccepted;
    };
    row("right name", "tls.example", "tls.example", false, false, true);
    row("wildcard", "*.tls.example", "a.tls.example", false, false, true);
    row("address", "127.0.0.1", "127.0.0.1", false, false, true);
    row("wrong name", "tls.example", "other.example", false, false, false);
    row("wrong address", "tls.example", "127.0.0.1", false, false, false);
    row("expired", "tls.example", "tls.example", true, false, false);
    row("wrong name, not checked", "tls.example", "other.example", false, true, true);
    row("expired, not checked", "tls.example", "tls.example", true, true, true);
}

void ClientTlsTest::checksCertificates()
{
    QFETCH(std::string, certificateName);
    QFETCH(std::string, host);
    QFETCH(bool, isExpired);
    QFETCH(bool, isInsecure);
    QFETCH(bool, isAccepted);
    const ServerContext context =
        serverContext(isExpired ? m_certificates.issueExpired({certificateName})
                                : m_certificates.issue({certificateName}));
    LyingOrigin server({answering(kOk)}, context.get());
    ClientFixture f;
    Recorder recorder;
    f.run(origin(server.port(), host, isInsecure), recorder);
    QCOMPARE(recorder.hasEnded(), isAccepted);
    if (!isAccepted) {
        QCOMPARE(recorder.failure->kind, FailureKind::Tls);
        const std::string start = "TLS 127.0.0.1:" + std::to_string(server.port()) + ": ";
        QVERIFY2(recorder.failure->text.starts_with(start), recorder.failure->text.c_str());
        QVERIFY2(recorder.failure->text.find("certificate verify failed") != std::string::npos,
                 recorder.failure->text.c_str());
    }
}

void ClientTlsTest::tellsPlainServers()
{
    LyingOrigin server({[](OriginPeer &peer) {
        peer.readOnce();
        peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(origin(server.port()), recorder);
    QCOMPARE(recorder.events, "f");
    QCOMPARE(recorder.failure->kind, FailureKind::Tls);
}

// Anybody on the way can end a TCP stream; only the origin can end a TLS stream.
void ClientTlsTest::tellsStreamsThatAreCutOff()
{
    for (const bool isProper : {true, false}) {
        LyingOrigin server({[isProper](OriginPeer &peer) {
                               peer.readHead();
                               peer.send("HTTP/1.1 200 OK\r\n\r\nuntil close");
                               if (isProper) {
                                   peer.endSending();
                                   peer.readAll();
                               } else {
                                   peer.cutOff();
                               }
                           }},
                           m_server.get());
        ClientFixture f;
        Recorder recorder;
        f.run(origin(server.port()), recorder);
        QCOMPARE(recorder.events, isProper ? "hbe" : "hbf");
        QVERIFY(isProper || recorder.failure->kind == FailureKind::Closed);
    }
}

void ClientTlsTest::retriesAfterACloseWithoutNotice()
{
    LyingOrigin server({[](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            peer.readHead();
                            peer.cutOff();
                        },
                        answering(kOk)},
                       m_server.get());
    ClientFixture f;
    const auto to = origin(server.port());
    for (int i = 0; i < 2; ++i) {
        Recorder recorder;
        f.run(to, recorder);
        QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    }
    QCOMPARE(server.accepted(), 2);
}

void ClientTlsTest::limitsHandshakes()
{
    LyingOrigin server({[](OriginPeer &peer) {
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request();
    request.connectTimeout = milliseconds(100);
    Recorder recorder;
    (void)f.client.start(origin(server.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.failure->kind, FailureKind::Connect);
}

void ClientTlsTest::relaysAnUpgrade()
{
    LyingOrigin server({[](OriginPeer &peer) {
                           peer.readHead();
                           peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
                           peer.send(peer.readExactly(4));
                           peer.readAll();
                           peer.endSending();
                       }},
                       m_server.get());
    ClientFixture f;
    auto request = f.request();
    request.wantsUpgrade = true;
    Recorder recorder;
    ClientCall *call = f.client.start(origin(server.port()), request, recorder);
    recorder.headHook = [&] {
        (void)call->write("ping");
    };
    recorder.bodyHook = [&] {
        call->endBody();
    };
    QVERIFY(f.finish(recorder));
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QCOMPARE(recorder.body, "ping");
}

GW_TEST(ClientTlsTest, gw::test::useEpollDispatcher)
#include "client_tls_test.moc"
