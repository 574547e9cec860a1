// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/head_writer.h"
#include "support/room_test.h"

using namespace gw::http;

namespace {

std::string writtenRequest(const OutgoingHead &head)
{
    std::string out;
    writeRequestHead(out, head);
    return out;
}

} // namespace

class HeadWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAStatusLine_data();
    void writesAStatusLine();
    void keepsNamesAsGiven();
    void makesItsOwnFraming();
    void leavesOutWhatBreaksTheGrammar_data();
    void leavesOutWhatBreaksTheGrammar();
    void keepsAGivenDate();
    void formatsDates();
    void writesInformationalHeads();
    void writesRequests();
    void tellsZeroLengthWhereABodyIsUsual();
    void writesChunks();

private:
    std::string written(const ResponseHead &head, const ResponseFraming &framing = {})
    {
        std::string out = "before|";
        writeResponseHead(out, head, framing, m_clock);
        const std::string date = "Date: " + std::string(m_clock.text()) + "\r\n";
        if (const std::size_t at = out.find(date); at != std::string::npos) {
            out.replace(at, date.size(), "Date\r\n");
        }
        return out;
    }

    Arena m_arena;
    DateClock m_clock;
};

void HeadWriterTest::writesAStatusLine_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("standard") << 404 << QByteArray() << QByteArray("HTTP/1.1 404 Not Found\r\n");
    QTest::newRow("own") << 404 << QByteArray("Gone fishing")
                         << QByteArray("HTTP/1.1 404 Gone fishing\r\n");
    QTest::newRow("injection") << 200 << QByteArray("OK\r\nX: y")
                               << QByteArray("HTTP/1.1 200 OK\r\n");
    QTest::newRow("unknown") << 299 << QByteArray() << QByteArray("HTTP/1.1 299 Unknown\r\n");
    QTest::newRow("first") << 100 << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n");
    QTest::newRow("last") << 511 << QByteArray()
                          << QByteArray("HTTP/1.1 511 Network Authentication Required\r\n");
}

void HeadWriterTest::writesAStatusLine()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, reason);
    QFETCH(const QByteArray, line);
    ResponseHead head(m_arena);
    head.status = status;
    const std::string text = reason.toStdString();
    head.reason = text;
    QCOMPARE(written(head), "before|" + line.toStdString() + "Date\r\n\r\n");
}

void HeadWriterTest::keepsNamesAsGiven()
{
    ResponseHead head(m_arena);
    head.fields.add("x-lOwEr", "1");
    head.fields.add("X-lower", "2");
    head.fields.add("Empty", "");
    head.fields.add("High", "\xc3\xa4\tb");
    QCOMPARE(written(head), "before|HTTP/1.1 200 OK\r\nx-lOwEr: 1\r\nX-lower: 2\r\nEmpty: \r\n"
                            "High: \xc3\xa4\tb\r\nDate\r\n\r\n");
}

void HeadWriterTest::makesItsOwnFraming()
{
    ResponseHead head(m_arena);
    head.fields.add("content-length", "99");
    head.fields.add("TRANSFER-ENCODING", "gzip");
    head.fields.add("Connection", "X");
    head.fields.add("Keep-Alive", "timeout=5");
    head.fields.add("X", "y");
    const std::string start = "before|HTTP/1.1 200 OK\r\nX: y\r\nDate\r\n";
    QCOMPARE(written(head), start + "\r\n");
    QCOMPARE(written(head, {.contentLength = 0}), start + "Content-Length: 0\r\n\r\n");
    QCOMPARE(
        written(head, {.contentLength = 18446744073709551615U, .persistence = Persistence::Close}),
        start + "Content-Length: 18446744073709551615\r\nConnection: close\r\n\r\n");
    QCOMPARE(written(head, {.isChunked = true, .persistence = Persistence::KeepAlive}),
             start + "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n");
    QCOMPARE(written(head, {.persistence = Persistence::Upgrade}),
             start + "Connection: Upgrade\r\n\r\n");
}

void HeadWriterTest::leavesOutWhatBreaksTheGrammar_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line break in the value") << QByteArray("A") << QByteArray("b\r\nEvil: 1");
    QTest::newRow("CR in the value") << QByteArray("A") << QByteArray("b\rc");
    QTest::newRow("LF last") << QByteArray("A") << QByteArray("12345678\n");
    QTest::newRow("NUL in the value") << QByteArray("A") << QByteArray("b\0c", 3);
    QTest::newRow("DEL in the value") << QByteArray("A") << QByteArray("1234567\x7f");
    QTest::newRow("line break in the name") << QByteArray("A\r\nB") << QByteArray("c");
    QTest::newRow("colon in the name") << QByteArray("A: b") << QByteArray("c");
    QTest::newRow("blank in the name") << QByteArray("A b") << QByteArray("c");
    QTest::newRow("name empty") << QByteArray("") << QByteArray("c");
}

void HeadWriterTest::leavesOutWhatBreaksTheGrammar()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    ResponseHead head(m_arena);
    head.fields.add(name.toStdString(), value.toStdString());
    head.fields.add("Good", "1");
    QCOMPARE(written(head), "before|HTTP/1.1 200 OK\r\nGood: 1\r\nDate\r\n\r\n");
    const std::string request =
        writtenRequest({.method = "GET", .target = "/", .host = "a", .fields = &head.fields});
    QCOMPARE(request, "GET / HTTP/1.1\r\nHost: a\r\nGood: 1\r\n\r\n");
}

void HeadWriterTest::keepsAGivenDate()
{
    ResponseHead head(m_arena);
    head.fields.add("date", "yesterday");
    QCOMPARE(written(head), "before|HTTP/1.1 200 OK\r\ndate: yesterday\r\n\r\n");
}

void HeadWriterTest::formatsDates()
{
    QCOMPARE(m_clock.textAt(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    QCOMPARE(m_clock.textAt(784111778), "Sun, 06 Nov 1994 08:49:38 GMT");
    QCOMPARE(m_clock.textAt(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

void HeadWriterTest::writesInformationalHeads()
{
    FieldList fields(m_arena);
    fields.add("Link", "</a>");
    fields.add("Content-Length", "3");
    std::string out;
    writeInformationalHead(out, 103, fields);
    QCOMPARE(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
}

void HeadWriterTest::writesRequests()
{
    FieldList fields(m_arena);
    fields.add("Host", "other");
    fields.add("X-a", "1");
    fields.add("transfer-encoding", "chunked");
    fields.add("Content-Length", "7");
    fields.add("Connection", "close");
    fields.add("Upgrade", "websocket");
    QCOMPARE(writtenRequest({.method = "PURGE",
                             .target = "/a%20b?c",
                             .host = "h:81",
                             .fields = &fields,
                             .bodyLength = std::nullopt}),
             "PURGE /a%20b?c HTTP/1.1\r\nHost: h:81\r\nX-a: 1\r\nUpgrade: websocket\r\n"
             "Transfer-Encoding: chunked\r\n\r\n");
    QCOMPARE(writtenRequest({.method = "GET",
                             .target = "/",
                             .host = "h",
                             .fields = nullptr,
                             .bodyLength = 3,
                             .persistence = Persistence::Upgrade}),
             "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nConnection: Upgrade\r\n\r\n");
}

void HeadWriterTest::tellsZeroLengthWhereABodyIsUsual()
{
    for (const char *method : {"POST", "PUT", "PATCH"}) {
        QCOMPARE(writtenRequest({.method = method, .target = "/", .host = "h"}),
                 std::string(method) + " / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    }
    for (const char *method : {"GET", "HEAD", "DELETE", "OPTIONS"}) {
        QCOMPARE(writtenRequest({.method = method, .target = "/", .host = "h"}),
                 std::string(method) + " / HTTP/1.1\r\nHost: h\r\n\r\n");
    }
}

void HeadWriterTest::writesChunks()
{
    std::string out;
    writeChunkStart(out, 500);
    QCOMPARE(out, "1f4\r\n");
    out.clear();
    writeLastChunk(out, nullptr);
    QCOMPARE(out, "0\r\n\r\n");
    out.clear();
    FieldList trailers(m_arena);
    trailers.add("X-Sum", "1");
    trailers.add("Content-Length", "5");
    trailers.add("Host", "5");
    writeLastChunk(out, &trailers);
    QCOMPARE(out, "0\r\nX-Sum: 1\r\n\r\n");
}

GW_TEST(HeadWriterTest)
#include "head_writer_test.moc"
