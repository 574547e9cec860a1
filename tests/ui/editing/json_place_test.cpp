// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/json_place.h"
#include "support/room_test.h"
#include "ui/editing/marked_text.h"

using namespace gw::editing;

namespace {

class JsonPlaceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThePointer_data();
    void findsThePointer();
    void knowsTheToken();
    void collectsTheMembers();
    void seesTheColon();
    void survivesAnyPrefix();
};

void JsonPlaceTest::findsThePointer_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("pointer");
    const auto row = [](const char *marked, const char *kind, const char *pointer) {
        QTest::newRow(marked) << QByteArray(marked) << QByteArray(kind) << QByteArray(pointer);
    };
    row("|", "outside", "");
    row("|{}", "outside", "");
    row("{}|", "outside", "");
    row("{|}", "key", "");
    row("{ | \"a\": 1}", "key", "");
    row("{\"a|\": 1}", "key", "/a");
    row("{\"a\":| 1}", "value", "/a");
    row("{\"a\": 1|}", "value", "/a");
    row("{\"a\": tr|", "value", "/a");
    row("{\"a\": \"te|xt\"}", "value", "/a");
    row("{\"a\": 1, |}", "key", "");
    row("{\"a\": 1 |}", "key", "");
    row("{\"a\": 1, \"b|", "key", "/b");
    row("{\"a\": {\"b\": |", "value", "/a/b");
    row("{\"a\": {\"b\": {}, |", "key", "/a");
    row("{\"a\": {}, \"c\": |}", "value", "/c");
    row("[|]", "value", "/0");
    row("[1, |]", "value", "/1");
    row("[1, {\"x\": [true, fal|se]}]", "value", "/1/x/1");
    row("{\"a/b\": {\"~\": |1}}", "value", "/a~1b/~0");
    row("{\"a\": \"unclosed|\n \"b\": 1}", "value", "/a");
    row("{\"a\": [\"x\"], \"b\": \"\\\"|\"}", "value", "/b");
    row("{\"\\u0061\": |}", "value", "/a");
    row("{\"\": |}", "value", "/");
    row("{\"a\" 1, \"b\": |}", "value", "/b");
    row("]]}|{", "outside", "");
}

void JsonPlaceTest::findsThePointer()
{
    QFETCH(QByteArray, marked);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, pointer);
    const MarkedText input(marked);
    const JsonPlace place = placeAt(input.text, input.offset);
    const QByteArray found = place.kind == JsonPlace::Kind::Key     ? "key"
                             : place.kind == JsonPlace::Kind::Value ? "value"
                                                                    : "outside";
    QCOMPARE(found, kind);
    QCOMPARE(QByteArray::fromStdString(place.pointer), pointer);
}

void JsonPlaceTest::knowsTheToken()
{
    const MarkedText input("{\"name\": \"Ad|d\", \"x\": 1}");
    const JsonPlace place = placeAt(input.text, input.offset);
    QCOMPARE(input.text.substr(place.begin, place.end - place.begin), std::string("\"Add\""));
    QVERIFY(place.isInString);
    QCOMPARE(place.key, std::string("name"));
    const JsonPlace empty = placeAt(input.text, 1);
    QCOMPARE(empty.begin, std::size_t(1));
    QCOMPARE(empty.end, std::size_t(1));
}

void JsonPlaceTest::collectsTheMembers()
{
    const MarkedText input(R"({"post":[{"path":"a.so","name":"|","x":{"y":1},"z":2},{"q":1}]})");
    const JsonPlace place = placeAt(input.text, input.offset);
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"path", "a.so"}, {"name", ""}, {"x", ""}, {"z", "2"}};
    QVERIFY(place.members == expected);
    const MarkedText open(R"({"a":1,"b":{"c":2,|)");
    QCOMPARE(placeAt(open.text, open.offset).members.size(), std::size_t(1));
}

void JsonPlaceTest::seesTheColon()
{
    const MarkedText with("{\"na|me\" : 1}");
    QVERIFY(placeAt(with.text, with.offset).hasColon);
    const MarkedText without("{\"na|me\", \"b\": 1}");
    QVERIFY(!placeAt(without.text, without.offset).hasColon);
}

void JsonPlaceTest::survivesAnyPrefix()
{
    const std::string text = R"({"a":[1,{"b":"\"x\\"},null],"c":{"d":[[],{}]}} )";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        for (std::size_t offset = 0; offset <= length; ++offset) {
            const JsonPlace place = placeAt(text.substr(0, length), offset);
            QVERIFY(place.begin <= place.end && place.end <= length);
        }
    }
}

} // namespace

GW_TEST(JsonPlaceTest)
#include "json_place_test.moc"
