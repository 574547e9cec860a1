// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "requests/text_cursor.h"
#include "support/room_test.h"

using namespace gw::requests;

namespace {

constexpr const char *kEverything = R"hurl(# About the file
   # indented comment

GET https://example.org/a?b=c # trailing
Accept: */*
X-Empty:
X-Hash: a\#b   # not the value
{{name}}: {{value}}
[Query]
q: a b
# gatewright: off debug: 1
[Cookies]
theme: dark
[BasicAuth]
bob: secret
[Options]
location: true
variable: x=1
HTTP/1.1 200
Content-Type: text/html

[Captures]
token: jsonpath "$['a # b']" regex /x(\d+)\/y/ redact   # kept
[Asserts]
status >= 200
jsonpath "$.name" not contains "x # y"
header "Set-Cookie" exists
bytes count == 12
jsonpath "$.list" nth -1 == {{x}}
body == ```
two
lines
```
sha256 == hex,01ab;
# gatewright: plugin AddFooBarHeader ran

POST http://localhost/json
{
  "open": "}",
  "n": [1, {{x}}]
}

PUT http://localhost/xml
<?xml version="1.0"?>
<a><b c=">"/>text</a>
HTTP *

POST http://localhost/form
[FormParams]
a: 1
[MultipartFormData]
file: file,a b.txt; text/plain

POST http://localhost/lines
```json,escape
{"a": 1}
```
HTTP 201
`exact`

POST http://localhost/base64
base64,aGVsbG8=;

POST http://localhost/hex
hex,0102;

POST http://localhost/file
file,data/body.bin;

POST http://localhost/array
["a", "]"]

POST http://localhost/word
true
# the end
)hurl";

} // namespace

class HurlFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItRead_data();
    void givesBackWhatItRead();
    void knowsTheParts();
    void keepsTheRestWhenOneValueChanges();
    void writesWhatIsAdded();
    void knowsTheLinesOfALongFile();
    void refuses_data();
    void refuses();
};

void HurlFileTest::givesBackWhatItRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("everything") << QByteArray(kEverything);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("comment only") << QByteArray("# nothing\n\n");
    QTest::newRow("no line end") << QByteArray("GET http://a");
    QTest::newRow("Windows") << QByteArray(
        "GET http://a\r\nA: b\r\n\r\nHTTP 200\r\n[Asserts]\r\nstatus == 200\r\n");
    QTest::newRow("other methods")
        << QByteArray("M-SEARCH http://a\nA: b\nHTTP 200\n\nX_2 http://b\n[Query]\nq: "
                      "1\nVERSION-CONTROL http://c");
    QTest::newRow("tabs") << QByteArray("GET \t http://a\n\tA :\tb\t\n");
    QTest::newRow("no line end behind a body") << QByteArray("POST http://a\n{\"a\":1}");
}

void HurlFileTest::givesBackWhatItRead()
{
    QFETCH(QByteArray, text);
    const auto file = readHurl(text.toStdString(), "a.hurl");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(writeHurl(*file)), text);
}

void HurlFileTest::knowsTheParts()
{
    const auto file = readHurl(kEverything);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(file->entries.size(), std::size_t{10});
    const Entry &first = file->entries.front();
    QCOMPARE(first.request.method, "GET");
    QCOMPARE(first.request.url, "https://example.org/a?b=c");
    QCOMPARE(first.request.around.line, 4);
    QCOMPARE(first.request.headers.size(), std::size_t{4});
    QCOMPARE(first.request.headers[2].value, "a\\#b");
    const Section *query = findSection(first.request.sections, SectionKind::Query);
    QVERIFY(query != nullptr);
    QCOMPARE(query->lines.size(), std::size_t{2});
    QCOMPARE(query->lines[1].state, Line::State::Off);
    QCOMPARE(query->lines[1].name, "debug");
    QVERIFY(first.response);
    QCOMPARE(first.response->status, "200");
    const Section *captures = findSection(first.response->sections, SectionKind::Captures);
    QCOMPARE(captures->lines[0].value, R"(jsonpath "$['a # b']" regex /x(\d+)\/y/ redact)");
    const Section *asserts = findSection(first.response->sections, SectionKind::Asserts);
    QCOMPARE(asserts->lines.size(), std::size_t{8});
    QCOMPARE(asserts->lines[1].value, R"(jsonpath "$.name" not contains "x # y")");
    QCOMPARE(asserts->lines[7].state, Line::State::GatewayFact);
    QCOMPARE(asserts->lines[7].value, "plugin AddFooBarHeader ran");
    const BodyKind kinds[] = {BodyKind::Json, BodyKind::Xml,  BodyKind::Multiline, BodyKind::Base64,
                              BodyKind::Hex,  BodyKind::File, BodyKind::Json,      BodyKind::Json};
    const std::size_t indices[] = {1, 2, 4, 5, 6, 7, 8, 9};
    for (std::size_t at = 0; at < std::size(kinds); ++at) {
        const auto &body = file->entries[indices[at]].request.body;
        QVERIFY(body);
        QCOMPARE(body->kind, kinds[at]);
    }
    QCOMPARE(file->entries[1].request.body->text, "{\n  \"open\": \"}\",\n  \"n\": [1, {{x}}]\n}");
    QCOMPARE(file->entries[2].request.body->text,
             "<?xml version=\"1.0\"?>\n<a><b c=\">\"/>text</a>");
}

void HurlFileTest::keepsTheRestWhenOneValueChanges()
{
    auto file = readHurl("# top\nGET  http://a # why\n A : b  # c\n");
    QVERIFY(file);
    file->entries[0].request.headers[0].value = "z";
    file->entries[0].request.url = "http://b";
    QCOMPARE(writeHurl(*file), "# top\nGET  http://b # why\n A : z  # c\n");
}

void HurlFileTest::writesWhatIsAdded()
{
    auto file = readHurl("GET http://a");
    QVERIFY(file);
    Request &request = file->entries[0].request;
    request.headers.push_back({.name = "A", .value = "b"});
    request.headers.push_back({.state = Line::State::Off, .name = "C", .value = "d"});
    sectionOf(request.sections, SectionKind::Query).lines.push_back({.name = "q", .value = "1"});
    const std::string text = writeHurl(*file);
    QCOMPARE(text, "GET http://a\nA: b\n# gatewright: off C: d\n[Query]\nq: 1\n");
    const auto again = readHurl(text);
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(again->entries[0].request.headers[1].state, Line::State::Off);
}

void HurlFileTest::knowsTheLinesOfALongFile()
{
    constexpr int kEntries = 60'000;
    QByteArray text = "# top\r\n\n";
    for (int number = 0; number < kEntries; ++number) {
        text += "GET http://a\nA: b # c\nHTTP 200\n[Captures]\nx: header \"A\"\n[Asserts]\n"
                "body == ```\ntwo\nlines\n```\n";
    }
    const auto file = readHurl(text.toStdString(), "a.hurl");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(file->entries.size(), std::size_t{kEntries});
    for (int number = 0; number < kEntries; ++number) {
        const Entry &entry = file->entries[static_cast<std::size_t>(number)];
        const int first = 3 + 10 * number;
        QCOMPARE(entry.request.around.line, first);
        QCOMPARE(entry.request.headers[0].around.line, first + 1);
        QCOMPARE(entry.response->sections[0].lines[0].around.line, first + 4);
        QCOMPARE(entry.response->sections[1].lines[0].around.line, first + 6);
    }
    const auto refused =
        readHurl(text.toStdString() + "GET http://a\nHTTP 200\n nonsense", "a.hurl");
    QVERIFY(!refused);
    QCOMPARE(refused.error().where, std::string("a.hurl:600005:2"));
    TextCursor cursor("a\nb\nc");
    for (const auto &[at, line] : {std::pair(4, 3), std::pair(0, 1), std::pair(2, 2)}) {
        cursor.moveTo(static_cast<std::size_t>(at));
        QCOMPARE(cursor.line(), line);
    }
}

void HurlFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no method") << QByteArray("\nhttp://a\n") << QByteArray("a.hurl:2:1")
                               << QByteArray("method");
    QTest::newRow("small letters")
        << QByteArray("get http://a\n") << QByteArray("a.hurl:1:1") << QByteArray("method");
    QTest::newRow("no letter at first")
        << QByteArray("-GET http://a\n") << QByteArray("a.hurl:1") << QByteArray("method");
    QTest::newRow("no URL") << QByteArray("GET \n") << QByteArray("a.hurl:1") << QByteArray("URL");
    QTest::newRow("unknown section") << QByteArray("GET http://a\n[Querry]\n")
                                     << QByteArray("a.hurl:2") << QByteArray("[Query]");
    QTest::newRow("section of a response") << QByteArray("GET http://a\n[Asserts]\n")
                                           << QByteArray("a.hurl:2") << QByteArray("[Asserts]");
    QTest::newRow("unknown query")
        << QByteArray("GET http://a\nHTTP 200\n[Asserts]\njsonpth \"$\" exists\n")
        << QByteArray("a.hurl:4:1") << QByteArray("jsonpath");
    QTest::newRow("unknown predicate")
        << QByteArray("GET http://a\nHTTP 200\n[Asserts]\nbody contain \"x\"\n")
        << QByteArray("a.hurl:4:6") << QByteArray("contains");
    QTest::newRow("something behind")
        << QByteArray("GET http://a\nHTTP 200\n[Asserts]\nstatus == 200 201\n")
        << QByteArray("a.hurl:4:15") << QByteArray("201");
    QTest::newRow("open quote") << QByteArray("GET http://a\nHTTP 200\n[Captures]\nx: header \"A\n")
                                << QByteArray("a.hurl:4") << QByteArray("\"");
    QTest::newRow("open JSON") << QByteArray("POST http://a\n{\"a\":\n") << QByteArray("a.hurl:2:1")
                               << QByteArray("JSON");
    QTest::newRow("open text") << QByteArray("POST http://a\n```\nx\n") << QByteArray("a.hurl:2")
                               << QByteArray("```");
    QTest::newRow("no status") << QByteArray("GET http://a\nHTTP ok\n") << QByteArray("a.hurl:2")
                               << QByteArray("ok");
    QTest::newRow("unknown version") << QByteArray("GET http://a\nHTTP/4 200\n")
                                     << QByteArray("a.hurl:2") << QByteArray("HTTP/4");
    QTest::newRow("fact above a request")
        << QByteArray("# gatewright: plugin X ran\nGET http://a\n") << QByteArray("a.hurl:1")
        << QByteArray("HTTP");
}

void HurlFileTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, place);
    QFETCH(QByteArray, word);
    const auto file = readHurl(text.toStdString(), "a.hurl");
    QVERIFY(!file);
    const QByteArray message = QByteArray::fromStdString(file.error().text());
    QVERIFY2(message.contains(place) && message.contains(word), message.constData());
}

GW_TEST(HurlFileTest)
#include "hurl_file_test.moc"
