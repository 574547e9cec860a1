// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs of an answer that show it as it came: Raw, TLS, Log.
#include "engine/net/test_certificates.h"
#include "requests/request_runner.h"
#include "support/room_test.h"
#include "widgets/body_text.h"
#include "widgets/response_view.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace gw::widgets;
using namespace gw::requests;

namespace {

constexpr int kAnswerMs = 60'000; // the machine may be busy
const QByteArray kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"a\": 1}";

// Answers each request in the same way, over TLS where it has certificates.
class AnsweringServer final : public QSslServer {
public:
    explicit AnsweringServer(const gw::net::CertificateFiles &files)
    {
        QFile key(QString::fromStdString(files.key));
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        if (key.open(QIODevice::ReadOnly)) {
            configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        }
        configuration.setLocalCertificateChain(
            QSslCertificate::fromPath(QString::fromStdString(files.certificate)));
        setSslConfiguration(configuration);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                if (socket->readAll().endsWith("\r\n\r\n")) {
                    socket->write(kAnswer);
                }
            });
        });
    }
};

QString rowsOf(const QTreeWidget &table)
{
    QStringList rows;
    for (int row = 0; row < table.topLevelItemCount(); ++row) {
        rows.append(table.topLevelItem(row)->text(0) + u": "_s + table.topLevelItem(row)->text(1));
    }
    return rows.join(u'\n');
}

} // namespace

class ResponseTabsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void showsTheBodyAsItCame();
    void tellsTheLog();
    void tellsTheFactsOfTls_data();
    void tellsTheFactsOfTls();
    void tellsThatThereIsNoTls();

private:
    // With the event loop running: servers of Qt may answer.
    [[nodiscard]] ResponseView::Result answerTo(const HttpRequest &request);
    void clickTab(const QString &title);
    template <typename Widget>
    [[nodiscard]] Widget *named(const QString &name) const
    {
        for (Widget *one : m_view->findChildren<Widget *>()) {
            if (one->accessibleName() == name) {
                return one;
            }
        }
        return nullptr;
    }

    RequestRunner m_runner;
    std::unique_ptr<ResponseView> m_view;
};

void ResponseTabsTest::init()
{
    m_view = std::make_unique<ResponseView>();
    m_view->resize(800, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

ResponseView::Result ResponseTabsTest::answerTo(const HttpRequest &request)
{
    ResponseView::Result result;
    m_runner.start(request, {.progress = {}, .finished = [this, &result](TransferResult ended) {
                                 auto kept = std::make_shared<TransferResult>(std::move(ended));
                                 QMetaObject::invokeMethod(
                                     this, [&result, kept] { result = kept; },
                                     Qt::QueuedConnection);
                             }});
    return QTest::qWaitFor([&result] { return result != nullptr; }, kAnswerMs) ? result : nullptr;
}

void ResponseTabsTest::clickTab(const QString &title)
{
    QTabBar *bar = m_view->findChild<QTabWidget *>()->tabBar();
    for (int tab = 0; tab < bar->count(); ++tab) {
        if (bar->tabText(tab) == title) {
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
            QCOMPARE(bar->currentIndex(), tab);
            return;
        }
    }
    QFAIL(qPrintable(u"no tab "_s + title));
}

void ResponseTabsTest::showsTheBodyAsItCame()
{
    const auto resultWith = [](const std::string &content) {
        auto result = std::make_shared<TransferResult>();
        result->heads.push_back({"HTTP/1.1", 200, "OK", {{"Content-Type", "application/json"}}});
        auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
        static_cast<void>(body->append(content));
        static_cast<void>(body->finish());
        result->body = body;
        return result;
    };
    const auto *raw = named<BodyText>(u"Raw body"_s);
    QVERIFY(raw != nullptr);
    m_view->showResult(resultWith("{\"a\":[1,\t2]}"));
    clickTab(u"Raw"_s);
    QVERIFY(raw->isVisible());
    QCOMPARE(raw->toPlainText(), u"{\"a\":[1,\t2]}"_s); // not indented
    m_view->showResult(resultWith("second"));
    QCOMPARE(raw->toPlainText(), u"second"_s); // the tab stays, with the newest
}

void ResponseTabsTest::tellsTheLog()
{
    gw::net::test::TestCertificates certificates;
    AnsweringServer server(certificates.issue({"127.0.0.1"}));
    QVERIFY(server.listen(QHostAddress::LocalHost));
    HttpRequest request;
    request.url = "https://127.0.0.1:" + std::to_string(server.serverPort()) + "/orders";
    request.options.caFile = certificates.caFile();
    const ResponseView::Result result = answerTo(request);
    QVERIFY(result != nullptr && result->head() != nullptr);
    m_view->showResult(result);
    clickTab(u"Log"_s);
    const auto *log = named<QPlainTextEdit>(u"Log of the transfer"_s);
    QVERIFY(log->isVisible() && log->isReadOnly());
    QVERIFY2(log->toPlainText().contains(u"GET /orders HTTP/1.1"_s),
             qPrintable(log->toPlainText()));
    QVERIFY2(log->toPlainText().contains(u"HTTP/1.1 200 OK"_s), qPrintable(log->toPlainText()));
}

void ResponseTabsTest::tellsTheFactsOfTls_data()
{
    QTest::addColumn<bool>("isChecked");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("verified") << true << u"Certificate: verified"_s;
    QTest::newRow("insecure") << false << u"Certificate: not verified"_s;
}

void ResponseTabsTest::tellsTheFactsOfTls()
{
    QFETCH(bool, isChecked);
    QFETCH(QString, verdict);
    gw::net::test::TestCertificates certificates;
    AnsweringServer server(certificates.issue({"127.0.0.2"})); // connections come from 127.0.0.1
    QVERIFY(server.listen(QHostAddress(u"127.0.0.2"_s)));
    HttpRequest request;
    request.url = "https://127.0.0.2:" + std::to_string(server.serverPort()) + "/";
    if (isChecked) {
        request.options.caFile = certificates.caFile();
    } else {
        request.options.verifyTls = false;
    }
    const ResponseView::Result result = answerTo(request);
    QVERIFY(result != nullptr && result->head() != nullptr);
    m_view->showResult(result);
    clickTab(u"TLS"_s);
    const auto *table = named<QTreeWidget>(u"TLS"_s);
    QVERIFY(table->isVisible());
    const QString rows = rowsOf(*table);
    for (const QString &fact :
         {u"From: 127.0.0.1:"_s, u"To: 127.0.0.2:%1"_s.arg(server.serverPort()),
          u"Connection: new"_s, u"Protocol: TLSv1.3"_s, u"Cipher: TLS_"_s, verdict, u"Subject: "_s,
          u"Issuer: "_s}) {
        QVERIFY2(rows.contains(fact), qPrintable(fact + u"\nis not in\n"_s + rows));
    }
    QVERIFY2(!rows.contains(u"BEGIN CERTIFICATE"_s), qPrintable(rows));
}

void ResponseTabsTest::tellsThatThereIsNoTls()
{
    m_view->showResult(std::make_shared<TransferResult>());
    const QString rows = rowsOf(*named<QTreeWidget>(u"TLS"_s));
    QVERIFY2(rows.contains(u"TLS: none"_s), qPrintable(rows));
    QVERIFY2(!rows.contains(u"Protocol"_s), qPrintable(rows));
}

GW_TEST(ResponseTabsTest)
#include "response_tabs_test.moc"
