// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/message_text.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;
using gw::client::BodyState;
using gw::client::PausedMessage;
using gw::client::Release;
using gw::models::messageText;
using gw::models::readMessage;

namespace {

PausedMessage request()
{
    PausedMessage message;
    message.method = u"POST"_s;
    message.target = u"/orders?x=1"_s;
    message.headers = {{u"Host"_s, u"a"_s}, {u"Accept"_s, u"*/*"_s}};
    message.body = u"one\ntwo"_s;
    message.bodyState = BodyState::Whole;
    return message;
}

PausedMessage answer()
{
    PausedMessage message;
    message.status = 404;
    message.headers = {{u"Foo"_s, u"b: c"_s}};
    message.bodyState = BodyState::None;
    return message;
}

} // namespace

class MessageTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAMessage();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void takesEdits();
    void keepsReturnsOfABody();
    void leavesABodyThatIsNotHere();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void MessageTextTest::writesAMessage()
{
    QCOMPARE(messageText(request()), "POST /orders?x=1\nHost: a\nAccept: */*\n\none\ntwo");
    QCOMPARE(messageText(answer()), "HTTP 404\nFoo: b: c\n\n");
}

void MessageTextTest::readsWhatItWrote_data()
{
    QTest::addColumn<PausedMessage>("message");
    QTest::newRow("request") << request();
    QTest::newRow("answer") << answer();
    QTest::newRow("template") << gw::models::answerTemplate();
}

void MessageTextTest::readsWhatItWrote()
{
    QFETCH(PausedMessage, message);
    const auto read = readMessage(messageText(message), message);
    QVERIFY(read);
    QCOMPARE(read->message, message);
    QVERIFY(read->keepsBody);
}

void MessageTextTest::takesEdits()
{
    const auto read = readMessage("PUT /x HTTP/1.1\r\nHost : b\r\nEmpty:\r\n\r\n\n", request());
    QVERIFY(read);
    QCOMPARE(read->message.method, u"PUT"_s);
    QCOMPARE(read->message.target, u"/x"_s);
    const QList<std::pair<QString, QString>> headers{{u"Host"_s, u"b"_s}, {u"Empty"_s, u""_s}};
    QCOMPARE(read->message.headers, headers);
    QCOMPARE(read->message.body, u"\n"_s);
    QVERIFY(!read->keepsBody);
    for (const char *line : {"HTTP 503", "HTTP/1.1 503 Not now", "503"}) {
        QCOMPARE(readMessage(line, answer()).value().message.status, 503);
    }
}

void MessageTextTest::keepsReturnsOfABody()
{
    PausedMessage message = request();
    message.body = u"one\r\ntwo\u00a0\r\n"_s;
    const std::string text = messageText(message);
    QVERIFY(text.starts_with("POST /orders?x=1\r\nHost"));
    const auto read = readMessage(text + "three", message);
    QVERIFY(read);
    QCOMPARE(read->message.headers, message.headers);
    QCOMPARE(read->message.body, message.body + u"three"_s);
}

void MessageTextTest::leavesABodyThatIsNotHere()
{
    for (const BodyState state : {BodyState::Binary, BodyState::Streams}) {
        PausedMessage message = request();
        message.body.clear();
        message.bodyState = state;
        const auto read = readMessage(messageText(message), message);
        QVERIFY(read);
        QVERIFY(read->keepsBody);
        QVERIFY(!readMessage(messageText(message) + "text", message));
    }
}

void MessageTextTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isAnswer");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty request") << QByteArray() << false << u"GET /path?query"_s;
    QTest::newRow("no target") << QByteArray("GET\n") << false << u"GET /path?query"_s;
    QTest::newRow("too much") << QByteArray("GET /a /b\n") << false << u"GET /path?query"_s;
    QTest::newRow("no status") << QByteArray("OK\n") << true << u"HTTP 200"_s;
    QTest::newRow("empty answer") << QByteArray() << true << u"HTTP 200"_s;
    QTest::newRow("short status") << QByteArray("HTTP 20\n") << true << u"HTTP 200"_s;
    QTest::newRow("no colon") << QByteArray("GET /\nHost: a\nnonsense\n") << false
                              << u"Line 3 is no header: nonsense"_s;
    QTest::newRow("no name") << QByteArray("GET /\n: a\n") << false
                             << u"Line 2 is no header: : a"_s;
}

void MessageTextTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isAnswer);
    QFETCH(QString, words);
    const auto read = readMessage(text.toStdString(), isAnswer ? answer() : request());
    QVERIFY(!read);
    const QString said = QString::fromStdString(read.error().text());
    QVERIFY2(said.contains(words), qPrintable(said));
}

GW_TEST(MessageTextTest)
#include "message_text_test.moc"
