// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/feeding.h"
#include "support/room_test.h"

using namespace gw::http;
using namespace gw::http::test;

namespace {

using namespace std::string_literals;
using Answers = ResponseParser::Answers;

enum class Verdict : std::uint8_t { Refused, Complete, Incomplete };

struct Row {
    const char *name;
    std::string bytes;
    Verdict verdict;
    std::string outcome = {}; // of a complete one: "status reason [body] keep|close"
    Answers method = Answers::AnyOther;
    bool closes = false; // the server closes behind the bytes
};

std::string ok(const std::string &lines, const std::string &body = {})
{
    return "HTTP/1.1 200 OK\r\n" + lines + "\r\n" + body;
}

std::string statusLine(const std::string &line)
{
    return line + "\r\nContent-Length: 0\r\n\r\n";
}

std::string chunked(const std::string &body)
{
    return ok("Transfer-Encoding: chunked\r\n", body);
}

std::vector<Row> goodRows()
{
    using V = Verdict;
    const std::string end = "0\r\n\r\n";
    return {
        {"length", ok("Content-Length: 3\r\n", "abc"), V::Complete, "200 OK [abc] keep"},
        {"length 0", ok("Content-Length: 0\r\n"), V::Complete, "200 OK [] keep"},
        {"chunks", chunked("3\r\nabc\r\n" + end), V::Complete, "200 OK [abc] keep"},
        {"until close", ok("", "abc"), V::Complete, "200 OK [abc] close", Answers::AnyOther, true},
        {"until close, nothing", ok(""), V::Complete, "200 OK [] close", Answers::AnyOther, true},
        {"until close, still open", ok("", "abc"), V::Incomplete},
        {"close told", ok("Connection: close\r\nContent-Length: 1\r\n", "a"), V::Complete,
         "200 OK [a] close"},
        {"HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", V::Complete,
         "200 OK [a] close"},
        {"HTTP/1.0 keep-alive",
         "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na", V::Complete,
         "200 OK [a] keep"},
        {"reason empty", statusLine("HTTP/1.1 200 "), V::Complete, "200  [] keep"},
        {"reason and its blank missing", statusLine("HTTP/1.1 200"), V::Complete, "200  [] keep"},
        {"reason of words", statusLine("HTTP/1.1 404 Not  Here"), V::Complete,
         "404 Not  Here [] keep"},
        {"reason with high bytes", statusLine("HTTP/1.1 200 \xc3\xa4"), V::Complete},
        {"status 599", statusLine("HTTP/1.1 599 x"), V::Complete, "599 x [] keep"},
        {"status 299 of nobody", statusLine("HTTP/1.1 299 x"), V::Complete, "299 x [] keep"},
        {"HEAD with a length", ok("Content-Length: 5\r\n"), V::Complete, "200 OK [] keep",
         Answers::Head},
        {"HEAD with chunks told", chunked(""), V::Complete, "200 OK [] keep", Answers::Head},
        {"HEAD without either", ok(""), V::Complete, "200 OK [] keep", Answers::Head},
        {"204", "HTTP/1.1 204 No Content\r\n\r\n", V::Complete, "204 No Content [] keep"},
        {"204 with length 0", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", V::Complete,
         "204 No Content [] keep"},
        {"204 with length 3", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n", V::Complete,
         "204 No Content [] close"},
        {"204 with chunks told", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
         V::Complete, "204 No Content [] close"},
        {"304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n", V::Complete,
         "304 Not Modified [] keep"},
        {"100", "HTTP/1.1 100 Continue\r\n\r\n", V::Complete, "100 Continue [] keep"},
        {"103", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", V::Complete,
         "103 Early Hints [] keep"},
        {"101", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nraw",
         V::Complete, "101 Switching Protocols [raw] close", Answers::AnyOther, true},
        {"head unfinished", "HTTP/1.1 200 OK\r\nX: y\r\n", V::Incomplete},
        {"length unfinished", ok("Content-Length: 3\r\n", "ab"), V::Incomplete},
        {"chunks unfinished", chunked("3\r\nabc\r\n"), V::Incomplete},
    };
}

std::vector<Row> badRows()
{
    using V = Verdict;
    const std::string end = "0\r\n\r\n";
    const auto closing = [](const char *name, const std::string &bytes) {
        return Row{name, bytes, V::Refused, {}, Answers::AnyOther, true};
    };
    return {
        closing("closed in the head", "HTTP/1.1 200 OK\r\nX: y\r\n"),
        closing("closed before the head", ""),
        closing("closed in a length", ok("Content-Length: 3\r\n", "ab")),
        closing("closed in chunks", chunked("3\r\nabc\r\n")),
        closing("closed in the last chunk", chunked("3\r\nabc\r\n0\r\n")),
        closing("closed after 100", "HTTP/1.1 100 Continue\r\n\r\n"),
        {"not HTTP", "hello\r\n\r\n", V::Refused},
        {"empty line before", "\r\n" + ok("Content-Length: 0\r\n"), V::Refused},
        {"blank before", " " + ok("Content-Length: 0\r\n"), V::Refused},
        {"version 2.0", statusLine("HTTP/2.0 200 OK"), V::Refused},
        {"version 0.9", statusLine("HTTP/0.9 200 OK"), V::Refused},
        {"version 1.2", statusLine("HTTP/1.2 200 OK"), V::Refused},
        {"version in lower case", statusLine("http/1.1 200 OK"), V::Refused},
        {"RTSP", statusLine("RTSP/1.0 200 OK"), V::Refused},
        {"ICY", statusLine("ICY 200 OK"), V::Refused},
        {"status of two digits", statusLine("HTTP/1.1 20 OK"), V::Refused},
        {"status of four digits", statusLine("HTTP/1.1 2000 OK"), V::Refused},
        {"status 099", statusLine("HTTP/1.1 099 OK"), V::Refused},
        {"status 600", statusLine("HTTP/1.1 600 OK"), V::Refused},
        {"status 999", statusLine("HTTP/1.1 999 OK"), V::Refused},
        {"status with a sign", statusLine("HTTP/1.1 +20 OK"), V::Refused},
        {"status in letters", statusLine("HTTP/1.1 abc OK"), V::Refused},
        {"status missing", statusLine("HTTP/1.1 OK"), V::Refused},
        {"two blanks before the status", statusLine("HTTP/1.1  200 OK"), V::Refused},
        {"tab before the status", statusLine("HTTP/1.1\t200 OK"), V::Refused},
        {"tab behind the status", statusLine("HTTP/1.1 200\tOK"), V::Refused},
        {"reason with a control byte", statusLine("HTTP/1.1 200 a\x01"), V::Refused},
        {"reason with NUL", statusLine("HTTP/1.1 200 a\0"s), V::Refused},
        {"reason with a bare CR", statusLine("HTTP/1.1 200 a\rb"), V::Refused},
        {"status line ends in LF", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", V::Refused},
        {"field with a blank before the colon", ok("X : y\r\nContent-Length: 0\r\n"), V::Refused},
        {"field folded", ok("X: y\r\n z\r\nContent-Length: 0\r\n"), V::Refused},
        {"field with a bare CR", ok("X: a\rb\r\nContent-Length: 0\r\n"), V::Refused},
        {"field with NUL", ok("X: a\0b\r\nContent-Length: 0\r\n"s), V::Refused},
        {"field name empty", ok(": y\r\nContent-Length: 0\r\n"), V::Refused},
        {"field without a colon", ok("Xyz\r\nContent-Length: 0\r\n"), V::Refused},
        {"length twice", ok("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), V::Refused},
        {"length list", ok("Content-Length: 3, 3\r\n", "abc"), V::Refused},
        {"length negative", ok("Content-Length: -1\r\n"), V::Refused},
        {"length in letters", ok("Content-Length: abc\r\n"), V::Refused},
        {"length empty", ok("Content-Length:\r\n"), V::Refused},
        {"length over 2^63", ok("Content-Length: 9223372036854775808\r\n"), V::Refused},
        {"both framings",
         ok("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n" + end),
         V::Refused},
        {"both framings for HEAD",
         ok("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
         V::Refused,
         {},
         Answers::Head},
        {"coding gzip", ok("Transfer-Encoding: gzip\r\n", "x"), V::Refused},
        {"coding gzip, chunked", ok("Transfer-Encoding: gzip, chunked\r\n", end), V::Refused},
        {"coding identity", ok("Transfer-Encoding: identity\r\n", "x"), V::Refused},
        {"coding xchunked", ok("Transfer-Encoding: xchunked\r\n", end), V::Refused},
        {"coding with tabs around", ok("Transfer-Encoding: \tchunked\t\r\n", end), V::Refused},
        {"coding twice", ok("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", end),
         V::Refused},
        {"coding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + end,
         V::Refused},
        {"chunk size in letters", chunked("zz\r\n" + end), V::Refused},
        {"chunk size negative", chunked("-1\r\n" + end), V::Refused},
        {"chunk size over 2^64", chunked("10000000000000000\r\n"), V::Refused},
        {"chunk end missing", chunked("3\r\nabcd\r\n" + end), V::Refused},
        {"chunk line ends in LF", chunked("3\nabc\r\n" + end), V::Refused},
        {"chunk extension with a bare LF", chunked("3;a\nabc\r\n" + end), V::Refused},
        {"trailer broken", chunked("0\r\nX : y\r\n\r\n"), V::Refused},
        {"head over the limit", ok("X: " + std::string(40000, 'a') + "\r\n"), V::Refused},
        {"head without end", "HTTP/1.1 200 " + std::string(40000, 'a'), V::Refused},
    };
}

std::vector<Row> allRows()
{
    std::vector<Row> rows = goodRows();
    const std::vector<Row> bad = badRows();
    rows.insert(rows.end(), bad.begin(), bad.end());
    return rows;
}

struct Reading {
    Verdict verdict = Verdict::Incomplete;
    std::string text;
};

Reading readingOf(const Row &row, Split split)
{
    ResponseParser parser;
    parser.start(row.method);
    Feeding feeding(parser);
    feeding.run(row.bytes, split);
    ParseState state = feeding.isEnded ? ParseState::Done : feeding.state;
    if (state != ParseState::Refused && row.closes) {
        state = parser.atEof();
    }
    if (state == ParseState::Refused) {
        return {Verdict::Refused, std::string(parser.refusal())};
    }
    if (state == ParseState::NeedMore) {
        return {};
    }
    Arena arena;
    ResponseHead head(arena);
    parser.takeHead(feeding.input(), head);
    std::string text = std::to_string(head.status) + " ";
    text.append(head.reason).append(" [").append(feeding.body).append("] ");
    text += parser.keepsAlive() ? "keep" : "close";
    return {Verdict::Complete, text};
}

} // namespace

class ResponseParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void tellsInformationalFromFinal();
    void tellsTheLength();
    void takesACompletedBodyAtEof();
};

void ResponseParserTest::decides_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row &row : allRows()) {
        QTest::newRow(row.name) << index++;
    }
}

void ResponseParserTest::decides()
{
    QFETCH(const int, index);
    const Row row = allRows()[static_cast<std::size_t>(index)];
    for (const Split split : {Split::Whole, Split::Lines, Split::Bytes}) {
        const Reading outcome = readingOf(row, split);
        QCOMPARE(static_cast<int>(outcome.verdict), static_cast<int>(row.verdict));
        if (!row.outcome.empty()) {
            QCOMPARE(outcome.text, row.outcome);
        }
    }
}

void ResponseParserTest::tellsInformationalFromFinal()
{
    ResponseParser parser;
    parser.start(Answers::AnyOther);
    QVERIFY(parser.parseHead("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 2") == ParseState::Done);
    QVERIFY(parser.isInformational());
    QCOMPARE(parser.headSize(), std::size_t(28));
    parser.start(Answers::AnyOther);
    QVERIFY(parser.parseHead("HTTP/1.1 101 Switching Protocols\r\n\r\n") == ParseState::Done);
    QVERIFY(!parser.isInformational());
    QVERIFY(parser.bodyKind() == BodyKind::Tunnel);
}

void ResponseParserTest::tellsTheLength()
{
    ResponseParser parser;
    parser.start(Answers::AnyOther);
    QVERIFY(parser.parseHead("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n") == ParseState::Done);
    QCOMPARE(parser.bodyLength(), std::optional<std::uint64_t>(12));
    parser.start(Answers::AnyOther);
    QVERIFY(parser.parseHead("HTTP/1.1 200 OK\r\n\r\n") == ParseState::Done);
    QCOMPARE(parser.bodyLength(), std::nullopt);
    parser.start(Answers::Head);
    QVERIFY(parser.parseHead("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n") == ParseState::Done);
    QCOMPARE(parser.bodyLength(), std::optional<std::uint64_t>(0));
    QCOMPARE(parser.declaredLength(), std::optional<std::uint64_t>(12));
}

void ResponseParserTest::takesACompletedBodyAtEof()
{
    ResponseParser parser;
    parser.start(Answers::AnyOther);
    QVERIFY(parser.parseHead("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n") == ParseState::Done);
    QVERIFY(parser.readBody("ab").state == ParseState::Done);
    QVERIFY(parser.atEof() == ParseState::Done);
}

GW_TEST(ResponseParserTest)
#include "response_parser_test.moc"
