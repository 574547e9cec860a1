// SPDX-License-Identifier: GPL-3.0-or-later
// The way out that a request which failed tells.
#include "e2e/support/scripted_origin.h"
#include "engine/net/test_certificates.h"
#include "requests/request_runner.h"
#include "support/room_test.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

using namespace gw::requests;
using gw::e2e::ScriptedOrigin;
using gw::e2e::Socket;

namespace {

constexpr int kPatienceMs = 60'000;

// Holds what it accepted until the other side goes.
void hold(Socket &connection)
{
    static_cast<void>(connection.receiveUntil("nothing"));
}

QSslConfiguration configurationOf(const gw::net::CertificateFiles &files)
{
    QFile key(QString::fromStdString(files.key));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (key.open(QIODevice::ReadOnly)) {
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    }
    configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(QString::fromStdString(files.certificate)));
    return configuration;
}

} // namespace

class TransferErrorsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysTheWayOut_data();
    void saysTheWayOut();
    void saysWhichTimeRanOut();
    void saysThatVersionsOfTlsDiffer_data();
    void saysThatVersionsOfTlsDiffer();
    void saysWhatIsWrongWithACertificate_data();
    void saysWhatIsWrongWithACertificate();

private:
    // With the event loop running: servers of Qt may answer.
    [[nodiscard]] QByteArray remedyOf(const HttpRequest &request);

    RequestRunner m_runner;
};

QByteArray TransferErrorsTest::remedyOf(const HttpRequest &request)
{
    std::optional<TransferResult> result;
    m_runner.start(request, {.progress = {}, .finished = [this, &result](TransferResult ended) {
                                 QMetaObject::invokeMethod(
                                     this, [&result, ended = std::move(ended)] { result = ended; },
                                     Qt::QueuedConnection);
                             }});
    const bool isEnded = QTest::qWaitFor([&result] { return result.has_value(); }, kPatienceMs);
    if (!isEnded || !result->error) {
        return "no error";
    }
    return QByteArray::fromStdString(result->error->remedy + " | " + result->error->text());
}

void TransferErrorsTest::saysTheWayOut_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("remedy");
    const std::string closed = "127.0.0.1:" + std::to_string(gw::e2e::closedPort());
    QTest::newRow("refused") << QByteArray::fromStdString("http://" + closed)
                             << QByteArray("Does the port");
    QTest::newRow("refused, no scheme")
        << QByteArray::fromStdString(closed + "/x") << QByteArray("Does the port");
    QTest::newRow("no host") << QByteArray("http://") << QByteArray("A URL is spelled");
    QTest::newRow("a space in the host") << QByteArray("http://a b/") << QByteArray("has no space");
    QTest::newRow("WebSocket") << QByteArray("ws://127.0.0.1/") << QByteArray("websocat");
    QTest::newRow("WebSocket with TLS") << QByteArray("WSS://127.0.0.1/") << QByteArray("websocat");
    QTest::newRow("a path only") << QByteArray('/' + QByteArray(70, 'x'))
                                 << QByteArray("A URL is spelled");
    QTest::newRow("other scheme") << QByteArray("ftp://127.0.0.1/") << QByteArray("Write http://");
    QTest::newRow("misspelt scheme")
        << QByteArray("htp://127.0.0.1/") << QByteArray("Write http://");
    // Longer than a name may be: nobody is asked for it.
    QTest::newRow("no such host") << QByteArray("http://" + QByteArray(70, 'x') + ".invalid/")
                                  << QByteArray("spelled right?");
    QTest::newRow("TLS where there is none")
        << QByteArray("https://PLAIN/") << QByteArray("write http:// in place");
    QTest::newRow("closed at once") << QByteArray("http://MUTE/") << QByteArray("wants https://");
}

void TransferErrorsTest::saysTheWayOut()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, remedy);
    ScriptedOrigin plain([](Socket &connection) {
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        hold(connection);
    });
    ScriptedOrigin mute(
        [](Socket &connection) { static_cast<void>(connection.receiveUntil("\r\n\r\n")); });
    url.replace("PLAIN", QByteArray("127.0.0.1:" + QByteArray::number(plain.port())));
    url.replace("MUTE", QByteArray("127.0.0.1:" + QByteArray::number(mute.port())));
    HttpRequest request;
    request.url = url.toStdString();
    const QByteArray said = remedyOf(request);
    QVERIFY2(said.contains(remedy), said.constData());
}

void TransferErrorsTest::saysWhichTimeRanOut()
{
    ScriptedOrigin slow(&hold);
    HttpRequest request;
    request.url = slow.url();
    request.options.timeout = std::chrono::milliseconds(300);
    request.options.connectTimeout = request.options.timeout; // not this one: it is connected
    QByteArray said = remedyOf(request);
    QVERIFY2(said.contains("Raise max-time (300 ms)"), said.constData());

    request.url = "https://127.0.0.1:" + std::to_string(slow.port()); // no handshake, ever
    request.options.timeout = std::chrono::milliseconds(0);
    request.options.connectTimeout = std::chrono::milliseconds(300);
    said = remedyOf(request);
    QVERIFY2(said.contains("connect-timeout (300 ms)"), said.constData());
}

void TransferErrorsTest::saysThatVersionsOfTlsDiffer_data()
{
    QTest::addColumn<QSsl::SslProtocol>("spoken");
    QTest::addColumn<TlsVersion>("least");
    QTest::addColumn<TlsVersion>("most");
    QTest::newRow("too old") << QSsl::TlsV1_2 << TlsVersion::V13 << TlsVersion::Any;
    QTest::newRow("too new") << QSsl::TlsV1_3 << TlsVersion::Any << TlsVersion::V12;
}

void TransferErrorsTest::saysThatVersionsOfTlsDiffer()
{
    QFETCH(QSsl::SslProtocol, spoken);
    QFETCH(TlsVersion, least);
    QFETCH(TlsVersion, most);
    gw::net::test::TestCertificates certificates;
    QSslConfiguration configuration = configurationOf(certificates.issue({"127.0.0.1"}));
    configuration.setProtocol(spoken);
    QSslServer server;
    server.setSslConfiguration(configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    HttpRequest request;
    request.url = "https://127.0.0.1:" + std::to_string(server.serverPort());
    request.options.caFile = certificates.caFile();
    request.options.leastTls = least;
    request.options.mostTls = most;
    const QByteArray said = remedyOf(request);
    QVERIFY2(said.contains("Allow another version of TLS"), said.constData());
}

void TransferErrorsTest::saysWhatIsWrongWithACertificate_data()
{
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("remedy");
    QTest::newRow("expired") << true << true << QByteArray("127.0.0.1") << QByteArray("Renew");
    QTest::newRow("of nobody known")
        << false << false << QByteArray("127.0.0.1") << QByteArray("cacert");
    QTest::newRow("other name") << false << true << QByteArray("other") << QByteArray("resolve");
}

void TransferErrorsTest::saysWhatIsWrongWithACertificate()
{
    QFETCH(bool, isExpired);
    QFETCH(bool, isKnown);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, remedy);
    gw::net::test::TestCertificates certificates;
    const auto files = isExpired ? certificates.issueExpired({name.toStdString()})
                                 : certificates.issue({name.toStdString()});
    QSslServer server;
    server.setSslConfiguration(configurationOf(files));
    QVERIFY(server.listen(QHostAddress::LocalHost));
    HttpRequest request;
    request.url = "https://127.0.0.1:" + std::to_string(server.serverPort());
    request.options.caFile = isKnown ? certificates.caFile() : std::string();
    const QByteArray said = remedyOf(request);
    QVERIFY2(said.contains(remedy), said.constData());
    QVERIFY2(said.contains("insecure: true"), said.constData());
}

GW_TEST(TransferErrorsTest)
#include "transfer_errors_test.moc"
