// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions with a port of their own (`listen_port`, `protocol`).
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class PortsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void servesAnApiOnItsPortAlone();
    void opensWhatTheSettingsAllow();
    void opensAndClosesAtAReload();
    void tellsOfAPortThatIsTaken();
    void speaksTlsOnAPort();
    void onePortHasOneProtocol();
    void whoHasAPortKeepsIt();
    void anOlderConnectionFindsNothing();
    void relaysRawBytes();
    void rawProtocolsNeedAPortOfTheirOwn();

private:
    [[nodiscard]] ApiDefinition api(const QString &id, int port = 0) const
    {
        ApiDefinition definition(id, QString::fromStdString(m_origin.url()));
        if (port != 0) {
            definition.with(u"listen_port"_s, port);
        }
        return definition;
    }
    static std::string at(std::uint16_t port, const std::string &path,
                          const std::string &scheme = "http")
    {
        return scheme + "://127.0.0.1:" + std::to_string(port) + path;
    }
    // What the last reload said of an API.
    [[nodiscard]] QJsonObject rowOf(const QString &id) const
    {
        const CurlAnswer answer = m_gateway->control("GET", "/tyk/reload?block=true");
        const QJsonArray rows = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body))
                                    .object()[u"apis"_s]
                                    .toArray();
        for (const QJsonValue &row : rows) {
            if (row[u"file"_s].toString() == id + u".json") {
                return row.toObject();
            }
        }
        return {};
    }
    [[nodiscard]] static QString problemsOf(const QJsonObject &row)
    {
        return QString::fromUtf8(QJsonDocument(row[u"problems"_s].toArray()).toJson());
    }
    void start(QJsonObject config = {{u"disable_ports_whitelist"_s, true}})
    {
        m_workspace->writeConfig(std::move(config));
        m_gateway = std::make_unique<GatewayProcess>();
        QVERIFY(m_gateway->serve(m_workspace->path()));
    }

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
    std::uint16_t m_port = 0;
};

void PortsTest::init()
{
    m_gateway.reset();
    m_workspace = std::make_unique<Workspace>();
    m_port = closedPort();
}

void PortsTest::servesAnApiOnItsPortAlone()
{
    m_workspace->writeApi(api(u"own"_s, m_port));
    m_workspace->writeApi(api(u"usual"_s));
    m_workspace->writeApi(ApiDefinition(u"loop"_s, u"tyk://own"_s));
    start();
    QCOMPARE(get(at(m_port, "/own/x")).body, "ok");
    QCOMPARE(get(m_gateway->address("/own/x")).status, 404);
    QCOMPARE(get(m_gateway->address("/usual/x")).body, "ok");
    QCOMPARE(get(at(m_port, "/usual/x")).status, 404);
    QCOMPARE(get(m_gateway->address("/hello")).status, 200);
    QCOMPARE(get(at(m_port, "/hello")).status, 404); // the gateway's own services are not there
    QCOMPARE(get(m_gateway->address("/loop/x")).body, "ok");
    QCOMPARE(rowOf(u"own"_s)[u"listen_port"_s].toInt(), m_port);
    QCOMPARE(rowOf(u"own"_s)[u"protocol"_s].toString(), u"http"_s);
    QVERIFY(!rowOf(u"usual"_s).contains(u"listen_port"_s));
}

void PortsTest::opensWhatTheSettingsAllow()
{
    m_workspace->writeApi(api(u"listed"_s, m_port));
    const std::uint16_t other = closedPort();
    m_workspace->writeApi(api(u"other"_s, other));
    start({{u"ports_whitelist"_s,
            QJsonObject{{u"http"_s, QJsonObject{{u"ports"_s, QJsonArray{m_port}}}},
                        {u"https"_s, QJsonObject{{u"ports"_s, QJsonArray{other}}}}}}});
    QCOMPARE(get(at(m_port, "/listed/x")).body, "ok");
    QCOMPARE(get(at(other, "/other/x")).status, 0);
    const QJsonObject row = rowOf(u"other"_s);
    QCOMPARE(row[u"state"_s].toString(), u"failed"_s);
    QVERIFY2(problemsOf(row).contains(u"is not in ports_whitelist"_s), qPrintable(problemsOf(row)));
    QVERIFY(problemsOf(row).contains(u"ports_whitelist.http.ports"_s));
}

void PortsTest::opensAndClosesAtAReload()
{
    start();
    QCOMPARE(get(at(m_port, "/own/x")).status, 0);
    m_workspace->writeApi(api(u"own"_s, m_port));
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(at(m_port, "/own/x")).body, "ok");

    const std::uint16_t other = closedPort();
    m_workspace->writeApi(api(u"own"_s, other));
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(at(other, "/own/x")).body, "ok");
    QVERIFY(QTest::qWaitFor([&] { return get(at(m_port, "/own/x")).status == 0; }, 20'000));

    m_workspace->removeApi(u"own"_s);
    QVERIFY(m_gateway->reload());
    QVERIFY(QTest::qWaitFor([&] { return get(at(other, "/own/x")).status == 0; }, 20'000));
    for (int i = 0; i < 20; ++i) { // away and back at once
        m_workspace->writeApi(api(u"own"_s, m_port));
        QVERIFY(m_gateway->reload());
        QCOMPARE(get(at(m_port, "/own/x")).body, "ok");
        m_workspace->removeApi(u"own"_s);
        QVERIFY(m_gateway->reload());
    }
    QCOMPARE(m_gateway->stop(), 0);
}

void PortsTest::tellsOfAPortThatIsTaken()
{
    auto taken = std::make_unique<ScriptedOrigin>(ScriptedOrigin::answering(""));
    m_workspace->writeApi(api(u"own"_s, taken->port()));
    m_workspace->writeApi(api(u"usual"_s));
    start();
    QCOMPARE(get(m_gateway->address("/usual/x")).body, "ok");
    const QJsonObject row = rowOf(u"own"_s);
    QCOMPARE(row[u"state"_s].toString(), u"failed"_s);
    QVERIFY2(problemsOf(row).contains(u"in use"_s), qPrintable(problemsOf(row)));
    const std::uint16_t port = taken->port();
    taken.reset();
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(at(port, "/own/x")).body, "ok");
    QCOMPARE(problemsOf(rowOf(u"own"_s)).contains(u"in use"_s), false);
}

void PortsTest::speaksTlsOnAPort()
{
    QVERIFY(m_workspace->makeCertificate());
    m_workspace->writeApi(api(u"own"_s, m_port).with(u"protocol"_s, u"https"_s));
    m_workspace->writeApi(api(u"usual"_s));
    const QJsonObject pair{{u"cert_file"_s, u"cert.pem"_s}, {u"key_file"_s, u"key.pem"_s}};
    start({{u"disable_ports_whitelist"_s, true},
           {u"http_server_options"_s, QJsonObject{{u"certificates"_s, QJsonArray{pair}}}}});
    const CurlAnswer answer = send({.url = at(m_port, "/own/x", "https"),
                                    .caFile = m_workspace->filePath(u"cert.pem"_s).toStdString()});
    QVERIFY2(answer.body == "ok", answer.error.c_str());
    QCOMPARE(get(at(m_port, "/own/x")).status, 0); // nothing in the clear
    QCOMPARE(get(m_gateway->address("/usual/x")).body, "ok");
    m_workspace->writeFile(u"key.pem"_s, "none");
    GatewayProcess broken;
    QVERIFY(broken.serve(m_workspace->path())); // the gateway itself needs no TLS
    QCOMPARE(get(broken.address("/usual/x")).body, "ok");
    QVERIFY(broken.waitForLog({u"listen_port"_s, u"key.pem"_s}));
    QCOMPARE(broken.stop(), 0);
    m_workspace->writeConfig({{u"disable_ports_whitelist"_s, true}}); // no certificate
    GatewayProcess without;
    QVERIFY(without.serve(m_workspace->path()));
    QVERIFY(without.waitForLog({u"needs a certificate"_s}));
}

void PortsTest::onePortHasOneProtocol()
{
    m_workspace->writeApi(api(u"a"_s, m_port));
    m_workspace->writeApi(api(u"b"_s, m_port));
    start();
    QCOMPARE(get(at(m_port, "/a/x")).body, "ok"); // APIs may share a port
    QCOMPARE(get(at(m_port, "/b/x")).body, "ok");

    QVERIFY(m_workspace->makeCertificate());
    m_workspace->writeApi(api(u"b"_s, m_port).with(u"protocol"_s, u"https"_s));
    const QJsonObject pair{{u"cert_file"_s, u"cert.pem"_s}, {u"key_file"_s, u"key.pem"_s}};
    m_gateway.reset();
    start({{u"disable_ports_whitelist"_s, true},
           {u"http_server_options"_s, QJsonObject{{u"certificates"_s, QJsonArray{pair}}}}});
    QCOMPARE(get(at(m_port, "/a/x")).body, "ok");
    QCOMPARE(get(at(m_port, "/b/x")).status, 404);
    const QJsonObject row = rowOf(u"b"_s);
    QCOMPARE(row[u"state"_s].toString(), u"failed"_s);
    QVERIFY(problemsOf(row).contains(u"is taken by API a (http)"_s));
}

void PortsTest::whoHasAPortKeepsIt()
{
    ScriptedOrigin other(
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"));
    const QString otherUrl = QString::fromStdString(other.url());
    m_workspace->writeApi(api(u"m"_s, m_port).listen(u"/x/"_s));
    m_workspace->writeApi(ApiDefinition(u"a"_s, otherUrl).listen(u"/x/"_s));
    start();
    QCOMPARE(get(m_gateway->address("/x/y")).body, "other"); // each on its own port
    QCOMPARE(get(at(m_port, "/x/y")).body, "ok");

    // The first file by name comes to the port, and to the path there.
    m_workspace->writeApi(
        ApiDefinition(u"a"_s, otherUrl).listen(u"/x/"_s).with(u"listen_port"_s, m_port));
    QVERIFY(problemsOf(rowOf(u"a"_s)).contains(u"Listen path collision"_s));
    QCOMPARE(get(at(m_port, "/x/y")).body, "ok");
    QCOMPARE(get(at(m_port, "/x/-a/y")).body, "other");

    m_workspace->writeApi(ApiDefinition(u"a"_s, u"tcp://127.0.0.1:9"_s)
                              .with(u"listen_port"_s, m_port)
                              .with(u"protocol"_s, u"tcp"_s));
    const QJsonObject row = rowOf(u"a"_s);
    QCOMPARE(row[u"state"_s].toString(), u"failed"_s);
    QVERIFY(problemsOf(row).contains(u"is taken by API m (http)"_s));
    QCOMPARE(get(at(m_port, "/x/y")).body, "ok");
    QCOMPARE(m_gateway->stop(), 0); // before the other origin
}

// A request whose head began in the clear must not reach an API that speaks TLS only now.
void PortsTest::anOlderConnectionFindsNothing()
{
    QVERIFY(m_workspace->makeCertificate());
    m_workspace->writeApi(api(u"own"_s, m_port));
    const QJsonObject pair{{u"cert_file"_s, u"cert.pem"_s}, {u"key_file"_s, u"key.pem"_s}};
    start({{u"disable_ports_whitelist"_s, true},
           {u"http_server_options"_s, QJsonObject{{u"certificates"_s, QJsonArray{pair}}}}});
    Socket client = Socket::connectTo(m_port);
    QVERIFY(client.send("GET /own/x HTTP/1.1\r\nHost: h\r\n"));
    QCOMPARE(get(at(m_port, "/own/x")).body, "ok"); // the half head has come, too
    m_workspace->writeApi(api(u"own"_s, m_port).with(u"protocol"_s, u"https"_s));
    QVERIFY(m_gateway->reload());
    QVERIFY(QTest::qWaitFor(
        [&] {
            return send({.url = at(m_port, "/own/x", "https"),
                         .caFile = m_workspace->filePath(u"cert.pem"_s).toStdString()})
                       .body == "ok";
        },
        20'000));
    client.send("\r\n");
    const auto answer = client.receiveUntil("\r\n\r\n");
    QVERIFY2(!answer || answer->starts_with("HTTP/1.1 404 "), answer ? answer->c_str() : "");
}

void PortsTest::relaysRawBytes()
{
    const QString target = u"tcp://127.0.0.1:%1"_s.arg(m_origin.port());
    const std::uint16_t tlsPort = closedPort();
    QVERIFY(m_workspace->makeCertificate());
    m_workspace->writeApi(ApiDefinition(u"raw"_s, target)
                              .listen({})
                              .with(u"listen_port"_s, m_port)
                              .with(u"protocol"_s, u"tcp"_s));
    m_workspace->writeApi(ApiDefinition(u"secret"_s, target)
                              .with(u"use_keyless"_s, false)
                              .with(u"listen_port"_s, tlsPort)
                              .with(u"protocol"_s, u"tls"_s));
    const QJsonObject pair{{u"cert_file"_s, u"cert.pem"_s}, {u"key_file"_s, u"key.pem"_s}};
    start({{u"disable_ports_whitelist"_s, true},
           {u"http_server_options"_s, QJsonObject{{u"certificates"_s, QJsonArray{pair}}}}});
    // Bytes are not looked at: the origin answers whatever the path.
    const CurlAnswer answer = get(at(m_port, "/any//where"));
    QVERIFY2(answer.body == "ok", answer.error.c_str());
    QVERIFY(!answer.hasHeader("x-generator"));
    const CurlAnswer encrypted =
        send({.url = at(tlsPort, "/x", "https"),
              .caFile = m_workspace->filePath(u"cert.pem"_s).toStdString()});
    QVERIFY2(encrypted.body == "ok", encrypted.error.c_str());
    QVERIFY(m_gateway->waitForLog({u"no effect on raw bytes"_s, u"secret"_s}));

    // Another target for the next connection, another protocol for the next client.
    ScriptedOrigin other(
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"));
    m_workspace->writeApi(ApiDefinition(u"raw"_s, u"tcp://127.0.0.1:%1"_s.arg(other.port()))
                              .with(u"listen_port"_s, m_port)
                              .with(u"protocol"_s, u"tcp"_s));
    QVERIFY(m_gateway->reload());
    QCOMPARE(get(at(m_port, "/x")).body, "other");
    m_workspace->writeApi(api(u"raw"_s, m_port));
    QVERIFY(m_gateway->reload());
    QVERIFY(QTest::qWaitFor([&] { return get(at(m_port, "/raw/x")).body == "ok"; }, 20'000));
    QCOMPARE(get(at(m_port, "/elsewhere")).status, 404);
    QCOMPARE(m_gateway->stop(), 0);
}

void PortsTest::rawProtocolsNeedAPortOfTheirOwn()
{
    m_workspace->writeApi(
        ApiDefinition(u"raw"_s, u"tcp://127.0.0.1:9"_s).with(u"protocol"_s, u"tcp"_s));
    start();
    const QJsonObject row = rowOf(u"raw"_s);
    QCOMPARE(row[u"state"_s].toString(), u"failed"_s);
    QVERIFY2(problemsOf(row).contains(u"needs a port of its own"_s), qPrintable(problemsOf(row)));

    // Nothing is open that was to be guarded.
    const auto problemWith = [this](const char *protocol, const QString &key,
                                    const QJsonValue &value) {
        m_workspace->writeApi(ApiDefinition(u"raw"_s, u"tcp://127.0.0.1:9"_s)
                                  .with(u"listen_port"_s, m_port)
                                  .with(u"protocol"_s, QLatin1String(protocol))
                                  .with(key, value));
        return problemsOf(rowOf(u"raw"_s));
    };
    QVERIFY(
        problemWith("tcp", u"enable_ip_whitelisting"_s, true).contains(u"lists of addresses"_s));
    QVERIFY(problemWith("tcp", u"use_mutual_tls_auth"_s, true).contains(u"client certificates"_s));
    QVERIFY(problemWith("HTTPS", u"active"_s, true).contains(u"Use one of"_s));
    QVERIFY(problemWith("https", u"listen_port"_s, 0).contains(u"speak no TLS"_s));
    QCOMPARE(get(at(m_port, "/raw/x")).status, 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::PortsTest)
#include "ports_test.moc"
