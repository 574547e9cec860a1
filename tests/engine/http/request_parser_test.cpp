// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/feeding.h"
#include "engine/http/request_rows.h"
#include "support/room_test.h"

using namespace gw::http;
using namespace gw::http::test;

namespace {

struct Outcome {
    int verdict = kIncomplete;
    std::size_t consumed = 0; // of an accepted one
    std::string text;

    bool operator==(const Outcome &) const = default;
};

Outcome outcomeOf(std::string_view bytes, Split split)
{
    RequestParser parser;
    Feeding feeding(parser);
    feeding.run(bytes, split);
    if (feeding.state == ParseState::Refused) {
        return {parser.refusalStatus(), 0, std::string(parser.refusal())};
    }
    if (!feeding.isEnded) {
        return {};
    }
    Arena arena;
    RequestHead head(arena);
    parser.takeHead(feeding.input(), head, arena);
    std::string text(head.method);
    text.append(" ").append(head.target).append(" ").append(head.fields.value("Host"));
    text.append(" [").append(feeding.body).append("]");
    return {kAccepted, parser.headSize() + feeding.bodyBytes, text};
}

} // namespace

class RequestParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasEnoughRows();
    void decides_data();
    void decides();
    void leavesWhatFollowsAlone_data();
    void leavesWhatFollowsAlone();
    void keepsOrderAndSpellingOfFields();
    void readsTrailers();
    void decidesPersistence_data();
    void decidesPersistence();
    void startsAnew();
};

void RequestParserTest::hasEnoughRows()
{
    QVERIFY(requestRows().size() >= 220);
}

void RequestParserTest::decides_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const RequestRow &row : requestRows()) {
        QTest::newRow(row.name) << index++;
    }
}

void RequestParserTest::decides()
{
    QFETCH(const int, index);
    const RequestRow &row = requestRows()[static_cast<std::size_t>(index)];
    const Outcome whole = outcomeOf(row.bytes, Split::Whole);
    QCOMPARE(whole.verdict, row.verdict);
    if (!row.outcome.empty()) {
        QCOMPARE(whole.text, row.outcome);
    }
    if (whole.verdict == kAccepted) {
        QCOMPARE(whole.consumed, row.bytes.size());
    }
    QVERIFY(outcomeOf(row.bytes, Split::Lines).verdict == whole.verdict);
    QVERIFY(outcomeOf(row.bytes, Split::Bytes).verdict == whole.verdict);
    if (whole.verdict == kAccepted) {
        QVERIFY(outcomeOf(row.bytes, Split::Lines) == whole);
        QVERIFY(outcomeOf(row.bytes, Split::Bytes) == whole);
    }
}

void RequestParserTest::leavesWhatFollowsAlone_data()
{
    decides_data();
}

void RequestParserTest::leavesWhatFollowsAlone()
{
    QFETCH(const int, index);
    const RequestRow &row = requestRows()[static_cast<std::size_t>(index)];
    if (row.verdict != kAccepted) {
        return;
    }
    for (const Split split : {Split::Whole, Split::Lines, Split::Bytes}) {
        const Outcome outcome = outcomeOf(row.bytes + "GET /next HTTP/1.1\r\n", split);
        QCOMPARE(outcome.verdict, kAccepted);
        QCOMPARE(outcome.consumed, row.bytes.size());
    }
}

void RequestParserTest::keepsOrderAndSpellingOfFields()
{
    const std::string bytes = "GET / HTTP/1.1\r\nhOsT:a\r\nX-b: 1 \r\nx-B:\t2\r\nEmpty:\r\n\r\n";
    RequestParser parser;
    QVERIFY(parser.parseHead(bytes) == ParseState::Done);
    Arena arena;
    RequestHead head(arena);
    parser.takeHead(bytes, head, arena);
    QCOMPARE(head.fields.size(), std::size_t(4));
    QCOMPARE(head.fields.all()[0].name, "hOsT");
    QCOMPARE(head.fields.all()[1].name, "X-b");
    QCOMPARE(head.fields.all()[1].value, "1");
    QCOMPARE(head.fields.all()[2].name, "x-B");
    QCOMPARE(head.fields.all()[2].value, "2");
    QCOMPARE(head.fields.all()[3].value, "");
}

void RequestParserTest::readsTrailers()
{
    const std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "3\r\nabc\r\n0\r\nX-Sum: 1 \r\nEmpty:\r\n\r\n";
    for (const Split split : {Split::Whole, Split::Lines, Split::Bytes}) {
        RequestParser parser;
        Feeding feeding(parser);
        feeding.run(bytes, split);
        QVERIFY(feeding.isEnded);
        Arena arena;
        FieldList trailers(arena);
        parser.takeTrailers(trailers);
        QCOMPARE(trailers.size(), std::size_t(2));
        QCOMPARE(trailers.all()[0].name, "X-Sum");
        QCOMPARE(trailers.all()[0].value, "1");
        QCOMPARE(trailers.all()[1].name, "Empty");
        QCOMPARE(trailers.all()[1].value, "");
    }
}

void RequestParserTest::decidesPersistence_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("keepsAlive");
    const auto row = [](const char *version, const char *lines, bool keepsAlive) {
        QTest::addRow("%s %s", version, lines)
            << QByteArray(version) << QByteArray(lines) << keepsAlive;
    };
    row("1.1", "", true);
    row("1.1", "Connection: close\r\n", false);
    row("1.1", "Connection: Close\r\n", false);
    row("1.1", "connection: x, close ,y\r\n", false);
    row("1.1", "Connection: x\r\nConnection: close\r\n", false);
    row("1.1", "Connection: closed\r\n", true);
    row("1.1", "Connection: keep-alive, close\r\n", false);
    row("1.0", "", false);
    row("1.0", "Connection: keep-alive\r\n", true);
    row("1.0", "Connection: Keep-Alive, close\r\n", false);
}

void RequestParserTest::decidesPersistence()
{
    QFETCH(const QByteArray, version);
    QFETCH(const QByteArray, lines);
    QFETCH(const bool, keepsAlive);
    const QByteArray bytes = "GET / HTTP/" + version + "\r\nHost: a\r\n" + lines + "\r\n";
    RequestParser parser;
    QVERIFY(parser.parseHead(bytes.toStdString()) == ParseState::Done);
    QCOMPARE(parser.keepsAlive(), keepsAlive);
}

void RequestParserTest::startsAnew()
{
    RequestParser parser;
    const std::string bad = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nX : y\r\n\r\n";
    const std::string good = "GET /two HTTP/1.1\r\nHost: b\r\n\r\n";
    QVERIFY(parser.parseHead(bad) == ParseState::Refused);
    QVERIFY(parser.parseHead(bad) == ParseState::Refused);
    QVERIFY(!parser.refusal().empty());
    parser.start();
    QVERIFY(parser.refusal().empty());
    QVERIFY(parser.parseHead(good) == ParseState::Done);
    QVERIFY(parser.bodyKind() == BodyKind::None);
    Arena arena;
    RequestHead head(arena);
    parser.takeHead(good, head, arena);
    QCOMPARE(head.target, "/two");
    QCOMPARE(head.fields.size(), std::size_t(1));
}

GW_TEST(RequestParserTest)
#include "request_parser_test.moc"
