// SPDX-License-Identifier: GPL-3.0-or-later
// What a server that asks for a certificate is shown.
#include "engine/net/test_certificates.h"
#include "requests/hurl_reader.h"
#include "requests/request_builder.h"
#include "requests/request_runner.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

using namespace Qt::StringLiterals;
using namespace gw::requests;

namespace {

constexpr int kShowPatienceMs = 60'000;
constexpr const char *kKeyPassword = "opens it";

QByteArray textIn(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Certificate and key in one file of PKCS #12.
QByteArray packedPair(const QByteArray &certificate, const QByteArray &key)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> certificateText(
        BIO_new_mem_buf(certificate.constData(), static_cast<int>(certificate.size())), &BIO_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> keyText(
        BIO_new_mem_buf(key.constData(), static_cast<int>(key.size())), &BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> leaf(
        PEM_read_bio_X509(certificateText.get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> secret(
        PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> pack(
        PKCS12_create(kKeyPassword, nullptr, secret.get(), leaf.get(), nullptr, 0, 0, 0, 0, 0),
        &PKCS12_free);
    unsigned char *bytes = nullptr;
    const int size = i2d_PKCS12(pack.get(), &bytes);
    const QByteArray text(reinterpret_cast<const char *>(bytes), std::max(size, 0));
    OPENSSL_free(bytes);
    return text;
}

} // namespace

class ClientCertificateTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheCertificate_data();
    void showsTheCertificate();
    void opensNoConnectionOfAnotherKey();

private:
    void answer();
    // With options in which DIR is the folder of the certificates.
    [[nodiscard]] TransferResult perform(RequestRunner &runner, QByteArray options);

    gw::net::test::TestCertificates m_certificates;
    QTemporaryDir m_folder;
    QSslServer m_server;
    QByteArray m_shown; // the name in the client's
    int m_opened = 0;   // connections
};

void ClientCertificateTest::initTestCase()
{
    const auto server = m_certificates.issue({"127.0.0.1"});
    QFile key(QString::fromStdString(server.key));
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(QString::fromStdString(server.certificate)));
    configuration.setCaCertificates(
        QSslCertificate::fromPath(QString::fromStdString(m_certificates.caFile())));
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_server.setSslConfiguration(configuration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this,
            &ClientCertificateTest::answer);
    QVERIFY(m_server.listen(QHostAddress::LocalHost));

    const auto client = m_certificates.issue({"client"});
    const QByteArray certificate = textIn(client.certificate);
    const QByteArray plainKey = textIn(client.key);
    const QSslKey clientKey(plainKey, QSsl::Ec);
    const auto write = [this](const QString &name, const QByteArray &bytes) {
        gw::test::writeFile(m_folder.filePath(name), bytes);
    };
    write(u"c.pem"_s, certificate);
    write(u"k.pem"_s, plainKey);
    write(u"locked.pem"_s, clientKey.toPem(kKeyPassword));
    write(u"c.der"_s, QSslCertificate(certificate).toDer());
    write(u"k.der"_s, clientKey.toDer());
    write(u"both.p12"_s, packedPair(certificate, plainKey));
}

void ClientCertificateTest::answer()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
        ++m_opened;
        m_shown =
            socket->peerCertificate().subjectInfo(QSslCertificate::CommonName).join(u' ').toUtf8();
        connect(socket, &QSslSocket::readyRead, socket,
                [socket] { socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"); });
    }
}

void ClientCertificateTest::showsTheCertificate_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("PEM") << QByteArray("cert: DIR/c.pem\nkey: DIR/k.pem\n") << true;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("a password") << QByteArray(
                                       "cert: DIR/c.pem\nkey: DIR/locked.pem\npass: opens it\n")
                                << true;
    QTest::newRow("another password")
        << QByteArray("cert: DIR/c.pem\nkey: DIR/locked.pem\npass: no\n") << false;
    QTest::newRow("a password that is missing")
        << QByteArray("cert: DIR/c.pem\nkey: DIR/locked.pem\n") << false;
    QTest::newRow("DER") << QByteArray("cert: DIR/c.der\ncert-type: DER\nkey: DIR/k.der\n"
                                       "key-type: DER\n")
                         << true;
    QTest::newRow("a key in DER, unsaid")
        << QByteArray("cert: DIR/c.der\ncert-type: DER\nkey: DIR/k.der\n") << false;
    QTest::newRow("P12") << QByteArray("cert: DIR/both.p12\ncert-type: P12\npass: opens it\n")
                         << true;
    QTest::newRow("P12, unsaid") << QByteArray("cert: DIR/both.p12\npass: opens it\n") << false;
}

TransferResult ClientCertificateTest::perform(RequestRunner &runner, QByteArray options)
{
    options.replace("DIR", m_folder.path().toUtf8());
    const std::string hurl = "GET https://127.0.0.1:" + std::to_string(m_server.serverPort()) +
                             "\n[Options]\ncacert: " + m_certificates.caFile() + "\n" +
                             options.toStdString();
    BuildContext context;
    std::optional<TransferResult> result;
    runner.start(prepareRequest(readHurl(hurl).value().entries.front().request, context)->http,
                 {.progress = {}, .finished = [this, &result](TransferResult ended) {
                      QMetaObject::invokeMethod(
                          this, [&result, ended = std::move(ended)] { result = ended; },
                          Qt::QueuedConnection);
                  }});
    const bool isDone = QTest::qWaitFor([&result] { return result.has_value(); }, kShowPatienceMs);
    return isDone ? *std::move(result) : TransferResult();
}

void ClientCertificateTest::showsTheCertificate()
{
    QFETCH(QByteArray, options);
    QFETCH(bool, isShown);
    m_shown.clear();
    RequestRunner runner; // of its own: a connection that is kept is not opened again
    const TransferResult result = perform(runner, options);
    QCOMPARE(result.status(), isShown ? 200 : 0);
    const std::string said = result.error ? result.error->text() : "no error";
    QVERIFY2(result.error.has_value() != isShown, said.c_str());
    QCOMPARE(m_shown, isShown ? QByteArray("ignored.test") : QByteArray());
    QVERIFY2(said.find("opens it") == std::string::npos, said.c_str());
    QVERIFY(result.log.find("opens it") == std::string::npos);
}

// One that is kept belongs to whoever has opened it.
void ClientCertificateTest::opensNoConnectionOfAnotherKey()
{
    const QByteArray good = "cert: DIR/c.pem\nkey: DIR/locked.pem\npass: opens it\n";
    RequestRunner runner;
    m_opened = 0;
    QVERIFY(perform(runner, "cert: DIR/c.pem\nkey: DIR/locked.pem\n").error);
    QCOMPARE(perform(runner, good).status(), 200);
    QVERIFY(perform(runner, "cert: DIR/c.pem\nkey: DIR/locked.pem\npass: no\n").error);
    QVERIFY(perform(runner, "cert: DIR/c.pem\nkey: DIR/k.der\n").error);
    QCOMPARE(m_opened, 1);
    QCOMPARE(perform(runner, "cert: DIR/c.pem\nkey: DIR/k.pem\n").status(), 200);
    QCOMPARE(m_opened, 2);
    QCOMPARE(perform(runner, good).status(), 200);
    QCOMPARE(m_opened, 2); // the first one, again
}

GW_TEST(ClientCertificateTest)
#include "client_certificate_test.moc"
