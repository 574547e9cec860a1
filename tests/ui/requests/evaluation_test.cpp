// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/evaluation.h"
#include "support/room_test.h"

using namespace gw::requests;

namespace {

constexpr const char *kBody = R"({"id": 7, "half": 0.5, "name": "Ann", "tags": ["a", "b", "c"],
 "none": null, "open": true, "at": "2024-02-29T12:00:00Z", "coded": "aGk=", "link": "http://x/?a=1&b=2",
 "nested": {"deep": [{"n": 1}, {"n": 2}]}, "uuid": "2196cd1c-55d2-4ccb-8a65-e2b4b3d2f0a1", "empty": []})";

TransferResult answer()
{
    TransferResult result;
    result.url = "http://x/end";
    result.timings.total = std::chrono::milliseconds(12);
    result.heads.push_back({"HTTP/1.1", 302, "Found", {{"Location", "http://x/end"}}});
    result.heads.push_back({"HTTP/1.1",
                            200,
                            "OK",
                            {{"Content-Type", "application/json"},
                             {"X-Two", "one"},
                             {"x-two", "two"},
                             {"Set-Cookie", "sid=42; Path=/p; Max-Age=60; HttpOnly"}}});
    auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
    static_cast<void>(body->append(kBody));
    static_cast<void>(body->finish());
    result.body = body;
    return result;
}

Variables variables()
{
    return {{"seven", {std::int64_t{7}}}, {"who", {std::string("Ann")}}};
}

} // namespace

class EvaluationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds_data();
    void holds();
    void fails_data();
    void fails();
    void captures_data();
    void captures();
    void judgesPackedBodiesUnpacked_data();
    void judgesPackedBodiesUnpacked();
    void readsXmlInItsCharset();

private:
    // What the assertion says about that body; empty: it holds.
    [[nodiscard]] static std::string fault(const std::string &body, const Header &header,
                                           const std::string &assertion);
};

void EvaluationTest::holds_data()
{
    QTest::addColumn<QByteArray>("assertion");
    for (const char *assertion :
         {"status == 200",
          "status < 300",
          "status not == 404",
          "status isInteger",
          "version == \"1.1\"",
          "url == \"http://x/end\"",
          "duration <= 12",
          "redirects count == 1",
          "redirects nth 0 location == \"http://x/end\"",
          "header \"content-type\" startsWith \"application\"",
          "header \"Nope\" not exists",
          "header \"X-Two\" count == 2",
          "header \"X-Two\" contains \"two\"",
          "cookie \"sid\" == \"42\"",
          "cookie \"sid[Path]\" == \"/p\"",
          "cookie \"sid[Max-Age]\" == 60",
          "cookie \"sid[HttpOnly]\" exists",
          "cookie \"sid[Secure]\" not exists",
          "cookie \"other\" not exists",
          "jsonpath \"$.id\" == 7",
          "jsonpath \"$.id\" == {{seven}}",
          "jsonpath \"$.id\" > 6.5",
          "jsonpath \"$.half\" == 0.5",
          "jsonpath \"$.half\" isFloat",
          "jsonpath \"$.name\" == \"{{who}}\"",
          "jsonpath \"$.name\" endsWith \"nn\"",
          "jsonpath \"$.name\" matches /^A\\w+$/",
          "jsonpath \"$.name\" matches \"^A\\\\w+$\"",
          "jsonpath \"$.name\" isString",
          "jsonpath \"$.tags\" count == 3",
          "jsonpath \"$.tags\" contains \"b\"",
          "jsonpath \"$.tags\" includes \"b\"",
          "jsonpath \"$.tags[*]\" count == 3",
          "jsonpath \"$.tags\" first == \"a\"",
          "jsonpath \"$.tags\" last == \"c\"",
          "jsonpath \"$.tags\" nth -2 == \"b\"",
          "jsonpath \"$.tags\" isList",
          "jsonpath \"$.none\" == null",
          "jsonpath \"$.open\" == true",
          "jsonpath \"$.open\" isBoolean",
          "jsonpath \"$.missing\" not exists",
          "jsonpath \"$.empty\" isEmpty",
          "jsonpath \"$.at\" isIsoDate",
          "jsonpath \"$.uuid\" isUuid",
          "jsonpath \"$.nested\" isObject",
          "jsonpath \"$.nested\" isCollection",
          "jsonpath \"$..n\" count == 2",
          "jsonpath \"$.nested.deep[?(@.n > 1)].n\" == 2",
          "jsonpath \"$.nested.deep[?(@.n > 0)].n\" includes 2",
          "jsonpath \"$.nested.deep[?(@.n > 9)].n\" not exists",
          "jsonpath \"$.nested\" jsonpath \"$.deep[0].n\" == 1",
          "jsonpath \"$.at\" toDate \"%Y-%m-%dT%H:%M:%SZ\" format \"%d.%m.%Y\" == \"29.02.2024\"",
          "jsonpath \"$.at\" toDate \"%Y-%m-%dT%H:%M:%SZ\" daysBeforeNow > 300",
          "jsonpath \"$.coded\" base64Decode utf8Decode == \"hi\"",
          "jsonpath \"$.name\" utf8Encode base64Encode == \"QW5u\"",
          "jsonpath \"$.name\" utf8Encode toHex == \"416e6e\"",
          "jsonpath \"$.link\" urlQueryParam \"b\" == \"2\"",
          "jsonpath \"$.link\" split \"?\" count == 2",
          "jsonpath \"$.name\" replace \"n\" \"m\" == \"Amm\"",
          "jsonpath \"$.name\" replaceRegex /n+/ \"x\" == \"Ax\"",
          "jsonpath \"$.name\" regex /A(n)/ == \"n\"",
          "jsonpath \"$.id\" toString == \"7\"",
          "jsonpath \"$.id\" toFloat == 7.0",
          "jsonpath \"$.half\" toInt == 0",
          "regex /\"id\": (\\d+)/ toInt == 7",
          "variable \"seven\" == 7",
          "body contains \"Ann\"",
          "bytes count > 10",
          "bytes startsWith hex,7b22;",
          "sha256 != hex,00;",
          "md5 toHex matches /^[0-9a-f]{32}$/"}) {
        QTest::addRow("%s", assertion) << QByteArray(assertion);
    }
}

void EvaluationTest::holds()
{
    QFETCH(QByteArray, assertion);
    const auto read = assertionOf(assertion.toStdString());
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    const TransferResult result = answer();
    const Variables known = variables();
    const auto checked = Evaluation(result, known).check(*read);
    QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
}

void EvaluationTest::fails_data()
{
    QTest::addColumn<QByteArray>("assertion");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("status") << QByteArray("status == 404") << QByteArray("200");
    QTest::newRow("type") << QByteArray("jsonpath \"$.id\" == \"7\"") << QByteArray("integer");
    QTest::newRow("missing") << QByteArray("jsonpath \"$.x\" == 1") << QByteArray("nothing");
    QTest::newRow("missing negated")
        << QByteArray("header \"Nope\" not == \"1\"") << QByteArray("nothing");
    QTest::newRow("no order") << QByteArray("jsonpath \"$.tags\" > 1") << QByteArray("list");
    QTest::newRow("filter type") << QByteArray("status count == 1") << QByteArray("count");
    QTest::newRow("bad regex") << QByteArray("body matches /(/")
                               << QByteArray("regular expression");
    QTest::newRow("bad path") << QByteArray("jsonpath \"$[\" exists") << QByteArray("JSONPath");
    QTest::newRow("no variable") << QByteArray("status == {{nope}}") << QByteArray("nope");
    QTest::newRow("XPath") << QByteArray("xpath \"//a\" exists") << QByteArray("XPath");
}

void EvaluationTest::fails()
{
    QFETCH(QByteArray, assertion);
    QFETCH(QByteArray, word);
    const auto read = assertionOf(assertion.toStdString());
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    const TransferResult result = answer();
    const Variables known = variables();
    const auto checked = Evaluation(result, known).check(*read);
    QVERIFY(!checked);
    QVERIFY2(QByteArray::fromStdString(checked.error().text()).contains(word),
             checked.error().text().c_str());
}

void EvaluationTest::captures_data()
{
    QTest::addColumn<QByteArray>("capture");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("integer") << QByteArray("jsonpath \"$.id\"") << QByteArray("7");
    QTest::newRow("text") << QByteArray("jsonpath \"$.name\"") << QByteArray("\"Ann\"");
    QTest::newRow("list") << QByteArray("jsonpath \"$.tags\"") << QByteArray("[\"a\",\"b\",\"c\"]");
    QTest::newRow("filtered") << QByteArray("regex /id\": (\\d)/ redact") << QByteArray("\"7\"");
}

void EvaluationTest::captures()
{
    QFETCH(QByteArray, capture);
    QFETCH(QByteArray, value);
    const auto read = captureOf(capture.toStdString());
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    const TransferResult result = answer();
    const Variables none;
    const auto found = Evaluation(result, none).value(read->query, read->filters);
    QVERIFY(found && *found);
    QCOMPARE(QByteArray::fromStdString(toSpelled(**found)), value);
}

std::string EvaluationTest::fault(const std::string &body, const Header &header,
                                  const std::string &assertion)
{
    TransferResult result;
    result.heads.push_back({"HTTP/1.1", 200, "OK", {header}});
    auto bytes = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
    static_cast<void>(bytes->append(body));
    static_cast<void>(bytes->finish());
    result.body = bytes;
    const Variables none;
    const auto parsed = assertionOf(assertion);
    if (!parsed) {
        return "unreadable: " + parsed.error().text();
    }
    const auto checked = Evaluation(result, none).check(*parsed);
    return checked ? std::string() : checked.error().text();
}

void EvaluationTest::judgesPackedBodiesUnpacked_data()
{
    QTest::addColumn<std::string>("assertion");
    for (const char *assertion :
         {"jsonpath \"$.a\" == \"b\"", "body == \"{\\\"a\\\": \\\"b\\\"}\"", "bytes count == 10",
          "rawbytes count == 18",
          "sha256 == hex,e47aeff37f2bf09285444b8be9fed1f517d9f8de79d2dd63dd22bd1990716f53;"}) {
        QTest::newRow(assertion) << std::string(assertion);
    }
}

void EvaluationTest::judgesPackedBodiesUnpacked()
{
    QFETCH(std::string, assertion);
    const std::string text = R"({"a": "b"})";
    const QByteArray zlib = qCompress(QByteArray::fromStdString(text)).sliced(4); // Qt's length
    const Header packing{"Content-Encoding", "deflate"};
    QCOMPARE(fault(zlib.toStdString(), packing, assertion), std::string());
    const std::string half = zlib.first(9).toStdString();
    QVERIFY(!fault(half, packing, "body exists").empty());
    QCOMPARE(fault(half, packing, "rawbytes count == 9"), std::string());
    const std::string foreign = fault("abc", {"Content-Encoding", "br"}, "body == \"abc\"");
    QVERIFY2(foreign.find("br") != std::string::npos, foreign.c_str());
}

void EvaluationTest::readsXmlInItsCharset()
{
    const std::string latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xfc</a>";
    QCOMPARE(fault(latin, {"Content-Type", "text/xml"}, "body contains \"\xc3\xbc\""),
             std::string());
}

GW_TEST(EvaluationTest)
#include "evaluation_test.moc"
