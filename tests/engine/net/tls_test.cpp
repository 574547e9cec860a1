// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/test_certificates.h"
#include "engine/net/transport_pair.h"
#include "support/room_test.h"

#include <openssl/ssl.h>

#include <array>
#include <sys/epoll.h>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

using ServerOptions = TlsServerContext::Options;
using ClientOptions = TlsClientContext::Options;

class TlsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesBytes_data();
    void carriesBytes();
    void carriesSmallPiecesInOneRecord();
    void goesOnAfterABlockedWrite();
    void tellsOfInputThatEpollDoesNotSee();
    void tellsATruncatedStreamFromAnEnd();
    void checksTheHostName_data();
    void checksTheHostName();
    void refusesAnUnknownAuthority();
    void refusesAnExpiredCertificate();
    void choosesTheCertificateByName_data();
    void choosesTheCertificateByName();
    void negotiatesOnlyHttp1_data();
    void negotiatesOnlyHttp1();
    void limitsVersions_data();
    void limitsVersions();
    void takesCipherNames_data();
    void takesCipherNames();
    void asksForClientCertificates_data();
    void asksForClientCertificates();
    void namesTheFileThatFails_data();
    void namesTheFileThatFails();
    void keepsTheContextAlive();
    void failsOnPlainText();
    void survivesWritingToAClosedPeer();

private:
    [[nodiscard]] std::shared_ptr<const TlsServerContext> server(ServerOptions options = {});
    [[nodiscard]] std::shared_ptr<const TlsClientContext> client(ClientOptions options = {});

    TestCertificates m_certificates;
};

std::shared_ptr<const TlsServerContext> TlsTest::server(ServerOptions options)
{
    if (options.certificates.empty()) {
        options.certificates = {m_certificates.issue({"gate.test", "127.0.0.1"})};
    }
    const auto context = TlsServerContext::create(options);
    return context ? *context : nullptr;
}

std::shared_ptr<const TlsClientContext> TlsTest::client(ClientOptions options)
{
    options.caFile = m_certificates.caFile();
    const auto context = TlsClientContext::create(options);
    return context ? *context : nullptr;
}

void TlsTest::carriesBytes_data()
{
    QTest::addColumn<TlsVersion>("version");
    QTest::newRow("1.2") << TlsVersion::Tls12;
    QTest::newRow("1.3") << TlsVersion::Tls13;
}

void TlsTest::carriesBytes()
{
    QFETCH(TlsVersion, version);
    TransportPair pair =
        tlsPair(*server(), *client({.protocol = {.maximum = version}}), "gate.test");
    QVERIFY2(pair.shakeHands(), pair.client.failureText().c_str());
    QVERIFY(pair.client.isTls());
    QCOMPARE(pair.client.tlsVersion(),
             std::string(version == TlsVersion::Tls12 ? "TLSv1.2" : "TLSv1.3"));
    QCOMPARE(write(pair.client, "ping").bytes, 4U);
    QCOMPARE(readSome(pair.server, 4), std::string("ping"));
    QCOMPARE(write(pair.server, "pong").bytes, 4U);
    QCOMPARE(pair.server.shutdownWrite().status, IoStatus::Ok);
    const Received received = readAll(pair.client);
    QCOMPARE(received.text, std::string("pong"));
    QCOMPARE(received.end, IoStatus::Closed);
    QCOMPARE(write(pair.client, "late").status, IoStatus::Ok); // the other half is open
    QCOMPARE(readSome(pair.server, 4), std::string("late"));
}

void TlsTest::carriesSmallPiecesInOneRecord()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test");
    QVERIFY(pair.shakeHands());
    std::string text(300, 'a');
    std::vector<iovec> pieces;
    for (char &c : text) {
        pieces.push_back({&c, 1});
    }
    QCOMPARE(pair.client.write(pieces).bytes, text.size());
    std::array<char, 1> first{};
    IoResult result = pair.server.read(first);
    while (result.status == IoStatus::WouldBlock) {
        QVERIFY(waitFor(pair.server));
        result = pair.server.read(first);
    }
    std::array<char, 1000> rest{};
    QCOMPARE(pair.server.read(rest).bytes, 299U); // decrypted already: it was one record
}

void TlsTest::goesOnAfterABlockedWrite()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test");
    QVERIFY(pair.shakeHands());
    std::string sent;
    for (int i = 0; sent.size() < (8U << 20); ++i) {
        sent += std::to_string(i) + ' ';
    }
    // Offered in pieces of 999 bytes, with more pieces on each attempt.
    std::string received;
    std::array<char, 60000> buffer{};
    std::size_t done = 0;
    std::size_t blocked = 0;
    while (received.size() < sent.size()) {
        std::vector<iovec> pieces;
        for (std::size_t at = done; at < sent.size() && pieces.size() < 40 + blocked % 7;
             at += 999) {
            pieces.push_back({sent.data() + at, std::min<std::size_t>(999, sent.size() - at)});
        }
        if (!pieces.empty()) {
            const IoResult result = pair.client.write(pieces);
            QVERIFY2(result.status != IoStatus::Failed, pair.client.failureText().c_str());
            done += result.bytes;
            if (result.status == IoStatus::Ok) {
                continue; // until the kernel takes no more
            }
            ++blocked;
            QCOMPARE(pair.client.writeWants(), std::uint32_t{EPOLLOUT});
        }
        const IoResult result = pair.server.read(buffer);
        QVERIFY2(result.status != IoStatus::Failed, pair.server.failureText().c_str());
        if (result.status == IoStatus::Ok) {
            received.append(buffer.data(), result.bytes);
        } else {
            QVERIFY(waitFor(pair.server));
        }
    }
    QVERIFY(blocked > 0);
    QVERIFY(received == sent);
}

void TlsTest::tellsOfInputThatEpollDoesNotSee()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test");
    QVERIFY(pair.shakeHands());
    QCOMPARE(write(pair.client, "one two").bytes, 7U);
    QCOMPARE(readSome(pair.server, 3), std::string("one"));
    QVERIFY(pair.server.hasBufferedInput());
    QCOMPARE(readSome(pair.server, 4), std::string(" two"));
    QVERIFY(!pair.server.hasBufferedInput());
}

void TlsTest::tellsATruncatedStreamFromAnEnd()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test");
    QVERIFY(pair.shakeHands());
    QCOMPARE(write(pair.server, "half an ans").status, IoStatus::Ok);
    pair.server = Transport(); // FIN without close_notify
    const Received received = readAll(pair.client);
    QCOMPARE(received.text, std::string("half an ans"));
    QCOMPARE(received.end, IoStatus::Failed);
    QVERIFY2(pair.client.failureText().find("close_notify") != std::string::npos,
             pair.client.failureText().c_str());
}

void TlsTest::checksTheHostName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isInsecure");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("right") << QByteArray("gate.test") << false << true;
    QTest::newRow("right address") << QByteArray("127.0.0.1") << false << true;
    QTest::newRow("wrong") << QByteArray("other.test") << false << false;
    QTest::newRow("part") << QByteArray("a.gate.test") << false << false;
    QTest::newRow("wrong address") << QByteArray("127.0.0.2") << false << false;
    QTest::newRow("insecure") << QByteArray("other.test") << true << true;
}

void TlsTest::checksTheHostName()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isInsecure);
    QFETCH(bool, isTaken);
    TransportPair pair =
        tlsPair(*server(), *client({.isInsecure = isInsecure}), name.toStdString());
    QCOMPARE(pair.shakeHands(), isTaken);
    QCOMPARE(pair.client.failureText().empty(), isTaken);
    if (!isTaken) {
        QVERIFY2(pair.client.failureText().find("mismatch") != std::string::npos,
                 pair.client.failureText().c_str());
    }
}

void TlsTest::refusesAnUnknownAuthority()
{
    TestCertificates others;
    const auto stranger = server({.certificates = {others.issue({"gate.test"})}});
    TransportPair pair = tlsPair(*stranger, *client(), "gate.test");
    QVERIFY(!pair.shakeHands());
    const auto system = TlsClientContext::create({});
    QVERIFY(system);
    TransportPair systemPair = tlsPair(*server(), **system, "gate.test");
    QVERIFY(!systemPair.shakeHands());
}

void TlsTest::refusesAnExpiredCertificate()
{
    const auto expired = server({.certificates = {m_certificates.issueExpired({"gate.test"})}});
    TransportPair pair = tlsPair(*expired, *client(), "gate.test");
    QVERIFY(!pair.shakeHands());
    QVERIFY(pair.client.failureText().find("expired") != std::string::npos);
}

void TlsTest::choosesTheCertificateByName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("first") << QByteArray("gate.test") << true;
    QTest::newRow("second") << QByteArray("shop.test") << true;
    QTest::newRow("other case") << QByteArray("SHOP.test") << true;
    QTest::newRow("wildcard") << QByteArray("a.wild.test") << true;
    QTest::newRow("exact before wildcard") << QByteArray("exact.wild.test") << true;
    QTest::newRow("two labels") << QByteArray("a.b.wild.test") << false;
    QTest::newRow("bare domain") << QByteArray("wild.test") << false;
}

void TlsTest::choosesTheCertificateByName()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isTaken);
    const auto context = server(
        {.certificates = {m_certificates.issue({"gate.test"}), m_certificates.issue({"shop.test"}),
                          m_certificates.issue({"*.wild.test"}),
                          m_certificates.issue({"exact.wild.test"})}});
    TransportPair pair = tlsPair(*context, *client(), name.toStdString());
    QCOMPARE(pair.shakeHands(), isTaken);

    // Without a match the first certificate is shown, not none.
    TransportPair insecure = tlsPair(*context, *client({.isInsecure = true}), name.toStdString());
    QVERIFY(insecure.shakeHands());
}

void TlsTest::negotiatesOnlyHttp1_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("both") << QByteArray("\x02h2\x08http/1.1") << true;
    QTest::newRow("only h2") << QByteArray("\x02h2") << false;
}

void TlsTest::negotiatesOnlyHttp1()
{
    QFETCH(QByteArray, offer);
    QFETCH(bool, isTaken);
    const auto clientContext = client();
    SSL_CTX_set_alpn_protos(clientContext->native(),
                            reinterpret_cast<const unsigned char *>(offer.constData()),
                            static_cast<unsigned>(offer.size()));
    TransportPair pair = tlsPair(*server(), *clientContext, "gate.test");
    QCOMPARE(pair.shakeHands(), isTaken);
}

void TlsTest::limitsVersions_data()
{
    QTest::addColumn<TlsVersion>("serverMinimum");
    QTest::addColumn<TlsVersion>("clientMaximum");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("too old") << TlsVersion::Tls13 << TlsVersion::Tls12 << false;
    QTest::newRow("too old by default") << TlsVersion::Tls12 << TlsVersion::Tls11 << false;
    QTest::newRow("old, but allowed") << TlsVersion::Tls10 << TlsVersion::Tls10 << true;
    QTest::newRow("equal") << TlsVersion::Tls13 << TlsVersion::Tls13 << true;
}

void TlsTest::limitsVersions()
{
    QFETCH(TlsVersion, serverMinimum);
    QFETCH(TlsVersion, clientMaximum);
    QFETCH(bool, isTaken);
    const auto clientContext =
        client({.protocol = {.minimum = TlsVersion::Tls10, .maximum = clientMaximum}});
    const auto serverContext = server({.protocol = {.minimum = serverMinimum}});
    QVERIFY(clientContext && serverContext);
    TransportPair pair = tlsPair(*serverContext, *clientContext, "gate.test");
    QCOMPARE(pair.shakeHands(), isTaken);
}

void TlsTest::takesCipherNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("IANA") << QByteArray("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256") << true;
    QTest::newRow("OpenSSL") << QByteArray("ECDHE-ECDSA-AES128-GCM-SHA256") << true;
    QTest::newRow("TLS 1.3") << QByteArray("TLS_AES_256_GCM_SHA384") << true;
    QTest::newRow("unknown IANA") << QByteArray("TLS_NO_WITH_SUCH_SUITE") << false;
    QTest::newRow("unknown OpenSSL") << QByteArray("NO-SUCH-SUITE") << false;
    QTest::newRow("unknown TLS 1.3") << QByteArray("TLS_NO_SUCH_SUITE") << false;
}

void TlsTest::takesCipherNames()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isKnown);
    const auto context = server({.protocol = {.ciphers = {name.toStdString()}}});
    QCOMPARE(context != nullptr, isKnown);
    if (isKnown) {
        TransportPair pair = tlsPair(*context, *client(), "gate.test");
        QVERIFY(pair.shakeHands());
    }
}

void TlsTest::asksForClientCertificates_data()
{
    QTest::addColumn<ClientCertificates>("asked");
    QTest::addColumn<QByteArray>("shown"); // "", "ours" or "stranger"
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("not asked") << ClientCertificates::None << QByteArray("ours") << true;
    QTest::newRow("requested, none") << ClientCertificates::Request << QByteArray() << true;
    QTest::newRow("requested, any")
        << ClientCertificates::Request << QByteArray("stranger") << true;
    QTest::newRow("required, none") << ClientCertificates::Require << QByteArray() << false;
    QTest::newRow("required, ours") << ClientCertificates::Require << QByteArray("ours") << true;
    QTest::newRow("required, stranger")
        << ClientCertificates::Require << QByteArray("stranger") << false;
}

void TlsTest::asksForClientCertificates()
{
    QFETCH(ClientCertificates, asked);
    QFETCH(QByteArray, shown);
    QFETCH(bool, isTaken);
    TestCertificates others;
    ClientOptions options;
    if (!shown.isEmpty()) {
        options.certificate = (shown == "ours" ? m_certificates : others).issue({"client.test"});
    }
    const auto context = server(
        {.clientCertificates = asked,
         .clientCaFile = asked == ClientCertificates::Require ? m_certificates.caFile() : ""});
    TransportPair pair = tlsPair(*context, *client(options), "gate.test");
    const bool bothTook = pair.shakeHands(); // in TLS 1.3 the client is done before it is refused
    QCOMPARE(bothTook, isTaken);
    const bool isSeen = isTaken && asked != ClientCertificates::None && !shown.isEmpty();
    QCOMPARE(pair.server.peerCertificateDigest().size(), isSeen ? 64U : 0U);
}

void TlsTest::namesTheFileThatFails_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("named");
    const CertificateFiles one = m_certificates.issue({"one.test"});
    const CertificateFiles two = m_certificates.issue({"two.test"});
    const std::string junk = m_certificates.writeFile("junk.pem", "no PEM");
    const auto bytes = [](const std::string &text) {
        return QByteArray::fromStdString(text);
    };
    QTest::newRow("no certificate")
        << QByteArray("/nowhere/a.pem") << bytes(one.key) << QByteArray("/nowhere/a.pem");
    QTest::newRow("no key") << bytes(one.certificate) << QByteArray("/nowhere/a.key")
                            << QByteArray("/nowhere/a.key");
    QTest::newRow("junk") << bytes(junk) << bytes(one.key) << bytes(junk);
    QTest::newRow("another key") << bytes(one.certificate) << bytes(two.key) << bytes(two.key);
}

void TlsTest::namesTheFileThatFails()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, named);
    const CertificateFiles files{certificate.toStdString(), key.toStdString()};
    const auto serverContext = TlsServerContext::create({.certificates = {files}});
    QVERIFY(!serverContext);
    QCOMPARE(serverContext.error().where, named.toStdString());
    const auto clientContext = TlsClientContext::create({.certificate = files});
    QVERIFY(!clientContext);
    QCOMPARE(clientContext.error().where, named.toStdString());
    QVERIFY(!TlsServerContext::create({}));
    QVERIFY(!TlsClientContext::create({.caFile = "/nowhere/ca.pem"}));
}

void TlsTest::keepsTheContextAlive()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test"); // both contexts are gone
    QVERIFY(pair.shakeHands());
}

void TlsTest::failsOnPlainText()
{
    SocketPair sockets = connectedPair();
    Transport plain = Transport::plain(std::move(sockets.client));
    Transport tls = Transport::tlsServer(std::move(sockets.server), *server());
    QCOMPARE(write(plain, "GET / HTTP/1.1\r\n\r\n").status, IoStatus::Ok);
    IoResult result = tls.handshake();
    while (result.status == IoStatus::WouldBlock && waitFor(tls)) {
        result = tls.handshake();
    }
    QCOMPARE(result.status, IoStatus::Failed);
    QVERIFY2(tls.failureText().find("http request") != std::string::npos,
             tls.failureText().c_str());
}

void TlsTest::survivesWritingToAClosedPeer()
{
    TransportPair pair = tlsPair(*server(), *client(), "gate.test");
    QVERIFY(pair.shakeHands());
    pair.server = Transport();
    IoResult result{IoStatus::Ok, 0};
    for (int i = 0; i < 1000 && result.status == IoStatus::Ok; ++i) {
        result = write(pair.client, "anybody there?"); // no SIGPIPE
    }
    QCOMPARE(result.status, IoStatus::Failed);
    QVERIFY(!pair.client.failureText().empty());
    pair.client.shutdownWrite(); // harmless
}

GW_TEST(TlsTest)
#include "tls_test.moc"
