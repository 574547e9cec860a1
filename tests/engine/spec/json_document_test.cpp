// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_document.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>

using namespace gw::spec;
using gw::Expected;

namespace {

JsonDocument documentOf(const std::string &text)
{
    Expected<JsonDocument> document = JsonDocument::parse(text, "api.json");
    if (!document) {
        qFatal("%s", document.error().text().c_str());
    }
    return std::move(*document);
}

const std::string kSpread =
    "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [1, 2]\n  },\n  \"e\": {}\n}\n";

} // namespace

class JsonDocumentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWithPlace_data();
    void refusesWithPlace();
    void keepsEveryByte();
    void findsByPointer_data();
    void findsByPointer();
    void namesPlaces();
    void decodesStrings();
    void readsNumbersAsGoDoes_data();
    void readsNumbersAsGoDoes();
    void limitsDepth();
    void edits_data();
    void edits();
    void refusesEdits_data();
    void refusesEdits();
};

void JsonDocumentTest::refusesWithPlace_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("place");
    QTest::addColumn<std::string>("reason");
    const auto row = [](const char *name, const char *text, const char *place, const char *reason) {
        QTest::newRow(name) << std::string(text) << std::string(place) << std::string(reason);
    };
    row("nothing", "", "api.json:1:1", "end of file");
    row("cut off", "{\"a\":1", "api.json:1:7", "end of file");
    row("trailing comma", "{\n \"a\": [1,]}", "api.json:2:", "comma");
    row("comment", "{} // hello", "api.json:1:", "Not valid JSON");
    row("comment inside", "{\"a\": /* x */ 1}", "api.json:1:", "Not valid JSON");
    row("rest", "{} {}", "api.json:1:", "Not valid JSON");
    row("leading zero", "[01]", "api.json:1:", "leading zero");
    row("not UTF-8", "[\"\xff\"]", "api.json:1:", "Not valid JSON");
    row("lone surrogate", "[\"\\ud800\"]", "api.json:1:", "Not valid JSON");
    row("control character", "[\"\x01\"]", "api.json:1:", "control character");
    row("open text", "{\n \"a\": \"b c\n}", "api.json:2:7", "not closed in its line");
    row("open text at the end", "{\"a\": \"b c", "api.json:1:7", "not closed in its line");
    row("open key", "{\n \"a\n: 1}", "api.json:2:2", "not closed in its line");
    row("tab", "{\"a\": \"b\tc\"}", "api.json:1:9", "control character");
    row("duplicate", "{\"a\":1,\n \"b\":2,\n  \"a\":3}", "api.json:3:3", "\"a\" stands twice");
    row("duplicate by escape", "{\"a\":1,\"\\u0061\":3}", "api.json:1:8", "\"a\" stands twice");
    row("inner duplicate", "[{\"x\":{\"k\":1,\"k\":1}}]", "api.json:1:14", "\"k\" stands twice");
}

void JsonDocumentTest::refusesWithPlace()
{
    QFETCH(std::string, text);
    QFETCH(std::string, place);
    QFETCH(std::string, reason);
    const Expected<JsonDocument> document = JsonDocument::parse(text, "api.json");
    QVERIFY(!document);
    QVERIFY2(document.error().where.starts_with(place), document.error().text().c_str());
    QVERIFY2(document.error().what.find(reason) != std::string::npos,
             document.error().text().c_str());
}

void JsonDocumentTest::keepsEveryByte()
{
    const std::string text = " {\t\"z\" : 1e+2 ,\r\n\"a\":[ ],\"\\u0041\": \"\\/\" } \n";
    GW_COMPARE_TEXT(documentOf(text).text(), text);
    GW_COMPARE_TEXT(documentOf("\xEF\xBB\xBF{}").text(), "{}");
}

void JsonDocumentTest::findsByPointer_data()
{
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *pointer, const char *text) {
        QTest::newRow(pointer) << std::string(pointer) << std::string(text);
    };
    row("/a", "1.50");
    row("/b/c", "[ 1, 2 ]");
    row("/b/c/1", "2");
    row("/b/c/2", "");
    row("/b/c/01", "");
    row("/b/c/-", "");
    row("/x~1y/~0", "true");
    row("/", "null");
    row("/nope", "");
    row("/a/b", "");
    row("a", "");
    row("/x~2", "");
}

void JsonDocumentTest::findsByPointer()
{
    QFETCH(std::string, pointer);
    QFETCH(std::string, text);
    const JsonDocument document =
        documentOf(R"({"a": 1.50, "b": {"c": [ 1, 2 ]}, "x/y": {"~": true}, "": null})");
    const std::optional<JsonValue> value = document.valueAt(pointer);
    QCOMPARE(value.has_value(), !text.empty());
    if (value) {
        GW_COMPARE_TEXT(value->text(), text);
        GW_COMPARE_TEXT(value->pointer(), pointer);
    }
}

void JsonDocumentTest::namesPlaces()
{
    const JsonDocument document = documentOf("{\n  \"\xC3\xA4\": 1, \"b\":\n   true}");
    const JsonValue value = *document.valueAt("/b");
    QCOMPARE(value.position().line, 3);
    QCOMPARE(value.position().column, 4);
    // A two-byte letter is one column.
    QCOMPARE(document.valueAt("/\xC3\xA4")->position().column, 8);
    GW_COMPARE_TEXT(document.placeOf(value.begin()), "api.json:3:4");
}

void JsonDocumentTest::decodesStrings()
{
    const JsonDocument document =
        documentOf(R"({"\u00e4\n": "q\"\\\/\ud83d\ude00", "plain": "x", "empty": ""})");
    const JsonValue value = *document.root().find("\xC3\xA4\n");
    GW_COMPARE_TEXT(value.string(), "q\"\\/\xF0\x9F\x98\x80");
    GW_COMPARE_TEXT(document.valueAt("/plain")->string(), "x");
    GW_COMPARE_TEXT(document.valueAt("/empty")->string(), "");
    QVERIFY(document.root().findIgnoringCase("PLAIN"));
    QVERIFY(!document.root().find("PLAIN"));
}

void JsonDocumentTest::readsNumbersAsGoDoes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<double>("number");
    QTest::newRow("zero") << std::string("0") << true << 0.0;
    QTest::newRow("minus") << std::string("-12") << true << -12.0;
    QTest::newRow("whole fraction") << std::string("1.0") << false << 1.0;
    QTest::newRow("exponent") << std::string("1e3") << false << 1000.0;
    QTest::newRow("beyond 64 bits")
        << std::string("9223372036854775808") << false << 9223372036854775808.0;
    QTest::newRow("tiny") << std::string("1e-999") << false << 0.0;
}

void JsonDocumentTest::readsNumbersAsGoDoes()
{
    QFETCH(std::string, text);
    QFETCH(bool, isInteger);
    QFETCH(double, number);
    const JsonDocument document = documentOf(text);
    QVERIFY(document.root().type() == JsonType::Number);
    QCOMPARE(document.root().integer().has_value(), isInteger);
    QCOMPARE(document.root().number().value(), number);
    QVERIFY(!documentOf("1e999").root().number());
}

void JsonDocumentTest::limitsDepth()
{
    const auto nested = [](int depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    QVERIFY(JsonDocument::parse(nested(64)));
    QVERIFY(!JsonDocument::parse(nested(65)));
    QVERIFY(!JsonDocument::parse(nested(1000000)));
    QVERIFY(!JsonDocument::parse(std::string(JsonDocument::kMaxBytes, ' ') + "1"));
}

void JsonDocumentTest::edits_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("action");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char *name, const std::string &before, const char *action,
                        const char *pointer, const char *json, const char *after) {
        QTest::newRow(name) << before << std::string(action) << std::string(pointer)
                            << std::string(json) << std::string(after);
    };
    row("scalar", kSpread, "replace", "/b/c/0", " 7 ",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [7, 2]\n  },\n  \"e\": {}\n}\n");
    row("root", "1", "replace", "", "{}", "{}");
    row("lines are indented", kSpread, "replace", "/b/c", "{\n  \"x\": 1\n}",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": {\n      \"x\": 1\n    }\n  },\n  \"e\": "
        "{}\n}\n");
    row("member", kSpread, "insert", "/b/d", "true",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [1, 2],\n    \"d\": true\n  },\n  \"e\": "
        "{}\n}\n");
    row("member of an empty object", kSpread, "insert", "/e/f", "1",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [1, 2]\n  },\n  \"e\": {\n    \"f\": 1\n  "
        "}\n}\n");
    row("last element", kSpread, "insert", "/b/c/-", "3",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [1, 2, 3]\n  },\n  \"e\": {}\n}\n");
    row("element behind the last", "[1,2]", "insert", "/2", "3", "[1,2,3]");
    row("first element", "[1, 2]", "insert", "/0", "0", "[0,1, 2]");
    row("middle element", "[1, 2]", "insert", "/1", "0", "[1, 0, 2]");
    row("element of an empty array", "[]", "insert", "/0", "0", "[0]");
    row("key with signs", "{}", "insert", "/a~1\"b", "0", "{\"a/\\\"b\":0}");
    row("spacing of the neighbour", "{\"a\" : 1 , \"b\" : 2}", "insert", "/c", "3",
        "{\"a\" : 1 , \"b\" : 2, \"c\" : 3}");
    row("first member goes", kSpread, "remove", "/a", "",
        "{\n  \"b\": {\n    \"c\": [1, 2]\n  },\n  \"e\": {}\n}\n");
    row("last member goes", kSpread, "remove", "/e", "",
        "{\n  \"a\": 1.50,\n  \"b\": {\n    \"c\": [1, 2]\n  }\n}\n");
    row("only member goes", kSpread, "remove", "/b/c", "",
        "{\n  \"a\": 1.50,\n  \"b\": {},\n  \"e\": {}\n}\n");
    row("element goes", "[1, 2, 3]", "remove", "/1", "", "[1, 3]");
    row("set over", "{\"a\":1}", "set", "/a", "2", "{\"a\":2}");
    row("set new", "{\"a\":1}", "set", "/b", "2", "{\"a\":1,\"b\":2}");
    row("set with parents", "{\"a\":1}", "set", "/b/c/d", "2", "{\"a\":1,\"b\":{\"c\":{\"d\":2}}}");
    row("set below null", "{\"a\":null}", "set", "/a/b", "2", "{\"a\":{\"b\":2}}");
    row("set with parents in lines", "{\n  \"a\": 1\n}", "set", "/b/c", "2",
        "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}");
}

void JsonDocumentTest::edits()
{
    QFETCH(std::string, before);
    QFETCH(std::string, action);
    QFETCH(std::string, pointer);
    QFETCH(std::string, json);
    QFETCH(std::string, after);
    const JsonDocument document = documentOf(before);
    const Expected<JsonDocument> edited = action == "replace" ? document.withReplaced(pointer, json)
                                          : action == "insert"
                                              ? document.withInserted(pointer, json)
                                          : action == "remove" ? document.withRemoved(pointer)
                                                               : document.withValue(pointer, json);
    QVERIFY2(edited, edited ? "" : edited.error().text().c_str());
    GW_COMPARE_TEXT(edited->text(), after);
    GW_COMPARE_TEXT(document.text(), before);
}

void JsonDocumentTest::refusesEdits_data()
{
    QTest::addColumn<std::string>("action");
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("json");
    QTest::newRow("nowhere") << std::string("replace") << std::string("/x") << std::string("1");
    QTest::newRow("no JSON") << std::string("replace") << std::string("/a") << std::string("1,");
    QTest::newRow("breaks out") << std::string("set") << std::string("/n/m")
                                << std::string("1}, \"y\": {\"z\": 2");
    QTest::newRow("exists") << std::string("insert") << std::string("/a") << std::string("1");
    QTest::newRow("no container") << std::string("insert") << std::string("/a/b")
                                  << std::string("1");
    QTest::newRow("gap") << std::string("insert") << std::string("/b/c/9") << std::string("1");
    QTest::newRow("root") << std::string("remove") << std::string("") << std::string("");
    QTest::newRow("missing") << std::string("remove") << std::string("/b/x") << std::string("");
}

void JsonDocumentTest::refusesEdits()
{
    QFETCH(std::string, action);
    QFETCH(std::string, pointer);
    QFETCH(std::string, json);
    const JsonDocument document = documentOf(kSpread);
    const Expected<JsonDocument> edited = action == "replace" ? document.withReplaced(pointer, json)
                                          : action == "insert"
                                              ? document.withInserted(pointer, json)
                                          : action == "remove" ? document.withRemoved(pointer)
                                                               : document.withValue(pointer, json);
    QVERIFY(!edited);
}

GW_TEST(JsonDocumentTest)
#include "json_document_test.moc"
