// SPDX-License-Identifier: GPL-3.0-or-later
// What a request page shows while an answer comes, and of a request that could not be sent.
#include "request_form/code_field.h"
#include "request_form/request_editor.h"
#include "support/room_test.h"
#include "ui/tester/request_page_setup.h"
#include "ui/with_text.h"
#include "widgets/arriving_text.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QPushButton>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTcpSocket>

#include <KCompressionDevice>

using namespace Qt::StringLiterals;
using gw::request_form::CodeField;
using namespace gw::tester;
using namespace gw::test;

namespace {

constexpr int kAnswerPatience = 30'000;

} // namespace

class RequestAnswerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_setup.reset(); }
    void showsAnAnswerWhileItComes();
    void unpacksAnAnswerWhileItComes();
    void sendsSpacesAsServersGetThem();
    void escapeCancels();
    void escapeIsForTheSearchFirst();
    void aLateCancelSendsNothing();
    void saysThatTheTraceIsStillToCome();
    void keepsATraceForARequestToTheGateway();

private:
    void send(const QString &path); // to the server
    // Of the next request, once that is there.
    [[nodiscard]] QTcpSocket *peer();
    [[nodiscard]] const gw::widgets::ResponseView::Result &result() const
    {
        return m_setup->page->response().result();
    }

    QTcpServer m_server;
    std::unique_ptr<RequestPageSetup> m_setup;
};

void RequestAnswerTest::init()
{
    QVERIFY(m_server.isListening() || m_server.listen(QHostAddress::LocalHost));
    m_setup = std::make_unique<RequestPageSetup>();
}

void RequestAnswerTest::send(const QString &path)
{
    typeUrl(*m_setup->page, u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path));
    m_setup->page->send();
}

QTcpSocket *RequestAnswerTest::peer()
{
    QTcpSocket *peer = nullptr;
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(m_server.hasPendingConnections(), kAnswerPatience);
        peer = m_server.nextPendingConnection();
        QTRY_VERIFY_WITH_TIMEOUT(peer->bytesAvailable() > 0, kAnswerPatience);
    }();
    return peer;
}

void RequestAnswerTest::showsAnAnswerWhileItComes()
{
    send(u"/events"_s);
    QTcpSocket *from = peer();
    QVERIFY(from != nullptr);
    from->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                "Transfer-Encoding: chunked\r\n\r\n6\r\nfirst\n\r\n");
    const auto *arriving = m_setup->page->response().findChild<gw::widgets::ArrivingText *>();
    QTRY_VERIFY_WITH_TIMEOUT(arriving->isVisible(), kAnswerPatience);
    QCOMPARE(arriving->toPlainText(), u"first\n"_s);
    QVERIFY(says(*m_setup->page, u"200 OK"_s) && says(*m_setup->page, u"6 B so far"_s));
    from->write("7\r\nsecond\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(arriving->toPlainText(), u"first\nsecond\n"_s, kAnswerPatience);
    QVERIFY(says(*m_setup->page, u"13 B so far"_s));
    QVERIFY(result() == nullptr);
    from->write("0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(result() != nullptr, kAnswerPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!arriving->isVisible(), kAnswerPatience);
    QCOMPARE(result()->body->readAll().value_or(""), "first\nsecond\n");
}

void RequestAnswerTest::unpacksAnAnswerWhileItComes()
{
    QByteArray text;
    for (int line = 0; line < 20'000; ++line) {
        text += "ligne " + QByteArray::number(line) + ", \xe9t\xe9\n";
    }
    QBuffer buffer;
    KCompressionDevice packer(&buffer, false, KCompressionDevice::GZip);
    QVERIFY(packer.open(QIODevice::WriteOnly) && packer.write(text) == text.size());
    packer.close();
    send(u"/packed"_s);
    QTcpSocket *from = peer();
    QVERIFY(from != nullptr);
    const QByteArray &packed = buffer.data();
    from->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                "Content-Encoding: gzip\r\nContent-Length: " +
                QByteArray::number(packed.size()) + "\r\n\r\n" + packed.first(packed.size() / 2));
    const auto *arriving = m_setup->page->response().findChild<gw::widgets::ArrivingText *>();
    QTRY_VERIFY_WITH_TIMEOUT(arriving->toPlainText().contains(u", \u00e9t\u00e9\nligne "_s),
                             kAnswerPatience);
    QVERIFY(arriving->isVisible());
    from->write(packed.sliced(packed.size() / 2));
    QTRY_VERIFY_WITH_TIMEOUT(result() != nullptr, kAnswerPatience);
}

// And copies what it sends.
void RequestAnswerTest::sendsSpacesAsServersGetThem()
{
    send(u"/a b?c=d e#f g"_s);
    QTcpSocket *from = peer();
    QVERIFY(from != nullptr && from->readAll().startsWith("GET /a%20b?c=d%20e HTTP/1.1"));
    from->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(result() != nullptr, kAnswerPatience);
    QCOMPARE(result()->status(), 200);
    QVERIFY(named<QLineEdit>(*m_setup->page, u"URL"_s)->text().endsWith(u"/a b?c=d e#f g"_s));
    m_setup->page->copyAsCurl();
    QVERIFY(QApplication::clipboard()->text().contains(u"/a%20b?c=d%20e#f%20g"_s));
}

void RequestAnswerTest::escapeCancels()
{
    send(u"/slow"_s);
    QVERIFY(peer() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(result() != nullptr, kAnswerPatience);
    QVERIFY(result()->isCancelled);
}

void RequestAnswerTest::escapeIsForTheSearchFirst()
{
    auto &tests = *m_setup->page->findChild<CodeField *>(u"testsText"_s);
    m_setup->page->findChild<gw::request_form::RequestEditor *>()->showTests(0);
    send(u"/slow"_s);
    QTcpSocket *from = peer();
    QVERIFY(from != nullptr);
    QWidget *area = tests.editor().focusProxy();
    area->setFocus();
    QTest::keyClick(area, Qt::Key_F, Qt::ControlModifier);
    auto *pattern = named<QLineEdit>(tests, u"Find"_s);
    QTRY_VERIFY(pattern->hasFocus());
    QTest::keyClick(pattern, Qt::Key_Escape);
    QVERIFY(!pattern->isVisible());
    from->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(result() != nullptr, kAnswerPatience);
    QCOMPARE(result()->status(), 200); // it went on
    from->readAll();
    m_setup->page->send();
    QTRY_VERIFY_WITH_TIMEOUT(from->bytesAvailable() > 0, kAnswerPatience);
    QTest::keyClick(area, Qt::Key_Escape); // which the text has no use for
    QTRY_VERIFY_WITH_TIMEOUT(result()->isCancelled, kAnswerPatience);
}

// The answer comes while the hand is on its way to Cancel.
void RequestAnswerTest::aLateCancelSendsNothing()
{
    const int interval = QApplication::doubleClickInterval();
    const auto restored =
        qScopeGuard([interval] { QApplication::setDoubleClickInterval(interval); });
    QApplication::setDoubleClickInterval(0);
    send(u"/slow"_s);
    QTcpSocket *from = peer(); // meanwhile Cancel can be read
    QVERIFY(from != nullptr);
    auto *button = named<QPushButton>(*m_setup->page, u"Cancel"_s);
    QApplication::setDoubleClickInterval(600'000);
    from->readAll();
    from->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"Send"_s, kAnswerPatience);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(button->text(), u"Send"_s);
    QTest::keyClick(named<QLineEdit>(*m_setup->page, u"URL"_s), Qt::Key_Return);
    QCOMPARE(button->text(), u"Cancel"_s); // keys send at once
    QTRY_VERIFY_WITH_TIMEOUT(from->bytesAvailable() > 0, kAnswerPatience);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(result()->isCancelled, kAnswerPatience);
}

void RequestAnswerTest::saysThatTheTraceIsStillToCome()
{
    QWidget *inspector = m_setup->page->inspectorWidget();
    inspector->show();
    const auto *button = gw::test::withText<QPushButton>(*inspector, u"Send"_s);
    QVERIFY(button != nullptr && button->isVisible());
    send(u"/slow"_s);
    QTcpSocket *from = peer();
    QVERIFY(from != nullptr);
    QVERIFY(says(*inspector, u"The request is under way."_s));
    QVERIFY(!button->isVisible());
    from->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(says(*inspector, u"No trace yet."_s), kAnswerPatience);
    QVERIFY(button->isVisible());
}

// The others never have one to take its place.
void RequestAnswerTest::keepsATraceForARequestToTheGateway()
{
    QWidget *inspector = m_setup->page->inspectorWidget();
    inspector->show();
    const auto &trace = static_cast<const gw::widgets::TraceView *>(inspector)->model();
    const auto answer = [this](const QString &path) {
        send(path);
        QTcpSocket *from = peer();
        gw::client::TrafficRecord record;
        record.clientPort = from->peerPort(); // 0 when it is closed
        from->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        record.method = u"GET"_s;
        record.status = 200;
        record.trace.append({u"KeyExists"_s, u"request"_s, u"continue"_s, {}, {}, {}, {}});
        Q_EMIT m_setup->session.trafficArrived({record}, 0);
    };
    answer(u"/first"_s);
    QTRY_COMPARE_WITH_TIMEOUT(trace.rowCount(), 1, kAnswerPatience);
    send(u"/elsewhere"_s);
    QVERIFY(peer() != nullptr);
    QVERIFY(says(*inspector, u"The request is under way."_s));
    m_setup->session.openWorkspace(m_setup->folder.path());
    Q_EMIT m_setup->host->started(
        {.address = {QUrl(u"http://127.0.0.1:1"_s), {}},
         .traffic = QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())),
         .workspace = m_setup->folder.path(),
         .definitions = {},
         .notice = {}});
    answer(u"/second"_s);
    QTRY_COMPARE_WITH_TIMEOUT(trace.rowCount(), 1, kAnswerPatience);
    send(u"/third"_s);
    QVERIFY(peer() != nullptr);
    QCOMPARE(trace.rowCount(), 1);
}

GW_TEST(RequestAnswerTest)
#include "request_answer_test.moc"
