// SPDX-License-Identifier: GPL-3.0-or-later
// Options about whom a transfer trusts, and by which way it goes.
#include "e2e/support/http2_server.h"
#include "e2e/support/scripted_origin.h"
#include "engine/net/test_certificates.h"
#include "requests/hurl_reader.h"
#include "requests/request_builder.h"
#include "requests/request_runner.h"
#include "support/room_test.h"
#include "ui/requests/recording_server.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

#include <openssl/x509.h>

using namespace Qt::StringLiterals;
using namespace gw::requests;
using gw::e2e::ScriptedOrigin;
using gw::e2e::Socket;

namespace {

constexpr int kTrustPatienceMs = 60'000;

// As OpenSSL looks for it in a folder.
QString hashedName(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> parsed(d2i_X509(nullptr, &bytes, der.size()),
                                                             &X509_free);
    return QString::number(X509_subject_name_hash(parsed.get()), 16).rightJustified(8, u'0') +
           u".0"_s;
}

} // namespace

class TransferOptionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trusts_data();
    void trusts();
    void reachesTheProxyThroughAnother();
    void takesOneFamilyOfAddresses_data();
    void takesOneFamilyOfAddresses();
    void keepsToTheRate();
    void speaksHttp2AtOnce();
    void asksASocketOfThisComputer();

private:
    // On the runner's thread, while servers of this one answer.
    [[nodiscard]] std::optional<TransferResult> send(const QByteArray &hurl);

    gw::net::test::TestCertificates m_certificates;
    QTemporaryDir m_folder;
    QSslServer m_server; // answers every request, also as a proxy
};

void TransferOptionsTest::initTestCase()
{
    const auto files = m_certificates.issue({"127.0.0.1"});
    QFile key(QString::fromStdString(files.key));
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(QString::fromStdString(files.certificate)));
    m_server.setSslConfiguration(configuration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"); });
        }
    });
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
    const QString authority = QString::fromStdString(m_certificates.caFile());
    QVERIFY(QFile::copy(
        authority, m_folder.filePath(hashedName(QSslCertificate::fromPath(authority).first()))));
}

std::optional<TransferResult> TransferOptionsTest::send(const QByteArray &hurl)
{
    const auto file = readHurl(hurl.toStdString());
    BuildContext context;
    const auto prepared = file ? prepareRequest(file->entries.front().request, context)
                               : gw::Expected<PreparedRequest>(tl::unexpected(file.error()));
    std::optional<TransferResult> result;
    if (!prepared) {
        result.emplace().error = prepared.error();
        return result;
    }
    RequestRunner runner; // of its own: no connection that is kept
    runner.start(prepared->http,
                 {.progress = {}, .finished = [this, &result](TransferResult ended) {
                      QMetaObject::invokeMethod(
                          this, [&result, ended = std::move(ended)] { result = ended; },
                          Qt::QueuedConnection);
                  }});
    [&result] {
        QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), kTrustPatienceMs);
    }();
    return result;
}

void TransferOptionsTest::trusts_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("error"); // a part of it; empty: it is sent
    const auto row = [](const char *name, const char *options, const char *error) {
        QTest::newRow(name) << QByteArray(options) << QByteArray(error);
    };
    row("nobody", "", "cacert");
    row("a folder", "capath: DIR\n", "");
    row("an unknown cipher", "cacert: CA\nciphers: NONE-SUCH\n", "cipher");
    row("a cipher", "cacert: CA\nciphers: ECDHE-ECDSA-AES128-GCM-SHA256\n", "");
    row("an unknown cipher of TLS 1.3", "cacert: CA\ntls13-ciphers: NONE-SUCH\n", "cipher");
    row("a proxy that is not trusted", "proxy: PROXY\n", "certificate");
    row("a proxy that is trusted", "proxy: PROXY\nproxy-cacert: CA\n", "");
    row("any proxy", "proxy: PROXY\nproxy-insecure: true\n", "");
}

void TransferOptionsTest::trusts()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, error);
    const QByteArray server = "https://127.0.0.1:" + QByteArray::number(m_server.serverPort());
    const bool isProxied = options.contains("PROXY");
    options.replace("DIR", m_folder.path().toUtf8());
    options.replace("CA\n", QByteArray::fromStdString(m_certificates.caFile() + "\n"));
    options.replace("PROXY", server);
    const std::string url = isProxied ? "http://a.example/" : server.toStdString();
    const auto result = send(QByteArray::fromStdString("GET " + url + "\n[Options]\n") + options);
    QVERIFY(result.has_value());
    const QByteArray said = result->error ? QByteArray::fromStdString(result->error->text()) : "";
    QCOMPARE(said.isEmpty(), error.isEmpty());
    QVERIFY2(said.contains(error), said.constData());
}

void TransferOptionsTest::reachesTheProxyThroughAnother()
{
    std::optional<std::string> greeting;
    {
        ScriptedOrigin socks(
            [&greeting](Socket &connection) { greeting = connection.receiveExactly(1); });
        HttpRequest request;
        request.url = "http://a.example/";
        request.options.proxy = "http://b.example:1";
        request.options.preProxy = "socks5h://127.0.0.1:" + std::to_string(socks.port());
        RequestRunner runner;
        QVERIFY(runner.perform(request).error); // nobody answers its greeting
    }
    QCOMPARE(greeting, std::optional<std::string>("\x05")); // SOCKS 5
}

void TransferOptionsTest::takesOneFamilyOfAddresses_data()
{
    QTest::addColumn<QByteArray>("options"); // PORT: of the server, which is on 127.0.0.1
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("4") << QByteArray("ipv4: true\nresolve: a.example:PORT:127.0.0.1\n")
                       << QByteArray();
    QTest::newRow("4, where only 6 is") << QByteArray("ipv4: true\nresolve: a.example:PORT:[::1]\n")
                                        << QByteArray("Could not resolve");
    QTest::newRow("6, where only 4 is")
        << QByteArray("ipv6: true\nresolve: a.example:PORT:127.0.0.1\n")
        << QByteArray("Could not resolve");
}

void TransferOptionsTest::takesOneFamilyOfAddresses()
{
    QFETCH(const QByteArray, options);
    QFETCH(const QByteArray, error);
    gw::test::RecordingServer server;
    const QByteArray port =
        QByteArray::fromStdString(server.host().substr(server.host().find(':') + 1));
    const QByteArray hurl = "GET http://a.example:PORT/\n[Options]\n" + options;
    const auto result = send(QByteArray(hurl).replace("PORT", port));
    QVERIFY(result.has_value());
    const QByteArray said = result->error ? QByteArray::fromStdString(result->error->text()) : "";
    QCOMPARE(said.isEmpty(), error.isEmpty());
    QVERIFY2(said.contains(error), said.constData());
}

void TransferOptionsTest::keepsToTheRate()
{
    const std::string body(200'000, 'x');
    const ScriptedOrigin origin(ScriptedOrigin::answering(
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
    const auto result = send(QByteArray::fromStdString("GET " + origin.url() + "\n[Options]\n") +
                             "limit-rate: 200000\n");
    QVERIFY(result && !result->error);
    QCOMPARE(result->body->size(), std::uint64_t{200'000});
    QVERIFY2(result->timings.total >= std::chrono::milliseconds(500), // of 1,000
             qPrintable(QString::number(result->timings.total.count())));
}

void TransferOptionsTest::speaksHttp2AtOnce()
{
    gw::e2e::Http2Server server;
    QVERIFY(server.start());
    server.writeFile(u"a.txt"_s, "over HTTP/2");
    const QByteArray request =
        "GET http://127.0.0.1:" + QByteArray::number(server.port()) + "/a.txt\n[Options]\n";
    auto result = send(request + "http2-prior-knowledge: true\n");
    QVERIFY(result.has_value());
    QVERIFY2(!result->error, result->error ? result->error->text().c_str() : "");
    QCOMPARE(result->head()->version, std::string("HTTP/2"));
    QCOMPARE(result->body->readAll().value_or("unreadable"), std::string("over HTTP/2"));
    result = send(request + "http1.1: true\n"); // which it does not speak
    QVERIFY(result.has_value());
    QVERIFY(result->error || result->status() != 200);
}

void TransferOptionsTest::asksASocketOfThisComputer()
{
    QLocalServer server;
    const QString path = m_folder.filePath(u"engine"_s);
    QVERIFY2(server.listen(path), qPrintable(server.errorString()));
    QByteArray received;
    connect(&server, &QLocalServer::newConnection, this, [&server, &received] {
        QLocalSocket *socket = server.nextPendingConnection();
        connect(socket, &QLocalSocket::readyRead, socket, [socket, &received] {
            received += socket->readAll();
            if (received.endsWith("\r\n\r\n")) {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    });
    const auto result =
        send("GET http://a.example/x\n[Options]\nunix-socket: " + path.toUtf8() + "\n");
    QVERIFY(result.has_value());
    QVERIFY2(!result->error, result->error ? result->error->text().c_str() : "");
    QCOMPARE(result->status(), 200);
    QVERIFY2(received.startsWith("GET /x HTTP/1.1\r\nHost: a.example\r\n"), received.constData());
}

GW_TEST(TransferOptionsTest)
#include "transfer_options_test.moc"
