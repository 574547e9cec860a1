// SPDX-License-Identifier: GPL-3.0-or-later
// TLS towards clients and towards upstreams.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

class TlsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void servesHttps();
    void clearTextGetsNoService();
    void aSilentHandshakeIsEnded();
    void speaksTlsToUpstreams_data();
    void speaksTlsToUpstreams();

private:
    [[nodiscard]] std::string httpsAddress(const std::string &path) const;

    Workspace m_workspace; // of the gateway that speaks TLS
    GatewayProcess m_gateway;
    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
};

void TlsTest::initTestCase()
{
    QVERIFY(m_workspace.makeCertificate());
    const QJsonObject pair{
        {u"domain_name"_s, u"*"_s}, {u"cert_file"_s, u"cert.pem"_s}, {u"key_file"_s, u"key.pem"_s}};
    m_workspace.writeConfig(
        {{u"http_server_options"_s,
          QJsonObject{{u"use_ssl"_s, true}, {u"certificates"_s, QJsonArray{pair}}}},
         {u"gatewright"_s, QJsonObject{{u"header_timeout"_s, 1}, {u"handshake_timeout"_s, 1}}}});
    m_workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url())));
    QVERIFY(m_gateway.serve(m_workspace.path(), {.isTls = true}));
}

void TlsTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

std::string TlsTest::httpsAddress(const std::string &path) const
{
    return "https://127.0.0.1:" + std::to_string(m_gateway.port()) + path;
}

void TlsTest::servesHttps()
{
    const CurlAnswer answer = send({.url = httpsAddress("/api/x"),
                                    .caFile = m_workspace.filePath(u"cert.pem"_s).toStdString()});
    QCOMPARE(answer.error, "");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "ok");
    // Nobody vouches for the certificate here.
    QCOMPARE(send({.url = httpsAddress("/api/x")}).status, 0);
}

void TlsTest::clearTextGetsNoService()
{
    Socket client = Socket::connectTo(m_gateway.port());
    client.send("GET /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.receiveToEnd(5s);
    QVERIFY(answer && answer->find(" 200 ") == std::string::npos);
}

void TlsTest::aSilentHandshakeIsEnded()
{
    Socket client = Socket::connectTo(m_gateway.port());
    QVERIFY(client.isEndedByPeer(9s)); // a second, not the usual ten
}

void TlsTest::speaksTlsToUpstreams_data()
{
    QTest::addColumn<bool>("isVerified");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown issuer") << true << 500;
    QTest::newRow("not verified") << false << 200;
}

void TlsTest::speaksTlsToUpstreams()
{
    QFETCH(bool, isVerified);
    QFETCH(int, status);

    Workspace workspace;
    workspace.writeConfig({{u"proxy_ssl_insecure_skip_verify"_s, !isVerified}});
    workspace.writeApi(ApiDefinition(u"front"_s, QString::fromStdString(httpsAddress("/api/"))));
    GatewayProcess front;
    QVERIFY(front.serve(workspace.path()));
    const CurlAnswer answer = get(front.address("/front/x"));
    QCOMPARE(answer.status, status);
    QCOMPARE(front.stop(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::TlsTest)
#include "tls_test.moc"
