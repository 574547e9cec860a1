// SPDX-License-Identifier: GPL-3.0-or-later
// Options about whom a transfer trusts, and by which way it goes.
#include "e2e/support/scripted_origin.h"
#include "engine/net/test_certificates.h"
#include "requests/hurl_reader.h"
#include "requests/request_builder.h"
#include "requests/request_runner.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
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

private:
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
    const auto file = readHurl("GET " + url + "\n[Options]\n" + options.toStdString());
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    BuildContext context;
    const auto prepared = prepareRequest(file->entries.front().request, context);
    QVERIFY2(prepared, prepared ? "" : prepared.error().text().c_str());
    std::optional<TransferResult> result;
    RequestRunner runner; // of its own: no connection that is kept
    runner.start(prepared->http,
                 {.progress = {}, .finished = [this, &result](TransferResult ended) {
                      QMetaObject::invokeMethod(
                          this, [&result, ended = std::move(ended)] { result = ended; },
                          Qt::QueuedConnection);
                  }});
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), kTrustPatienceMs);
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

GW_TEST(TransferOptionsTest)
#include "transfer_options_test.moc"
