// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_writer.h"
#include "support/room_test.h"

#include <limits>

using gw::JsonWriter;

class JsonWriterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putsCommasWhereTheyBelong();
    void escapesText_data();
    void escapesText();
    void writesDocumentsByLine();
    void writesNumbers();
    void writesTimesAsRfc3339();
};

void JsonWriterTest::putsCommasWhereTheyBelong()
{
    JsonWriter json;
    json.beginObject();
    json.key("a").beginArray().number(1).number(2).beginObject().endObject().endArray();
    json.key("b").boolean(true);
    json.key("c").raw("[null]");
    json.key("d").beginArray().endArray();
    json.endObject();
    QCOMPARE(json.result(), std::string(R"({"a":[1,2,{}],"b":true,"c":[null],"d":[]})"));
}

void JsonWriterTest::escapesText_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("written");
    const char *bad = "\xEF\xBF\xBD"; // U+FFFD
    QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("quote and backslash") << QByteArray("\"\\") << QByteArray("\\\"\\\\");
    QTest::newRow("line ends") << QByteArray("\r\n\t") << QByteArray("\\r\\n\\t");
    QTest::newRow("control") << QByteArray("\x01\x7f") << QByteArray("\\u0001\\u007f");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\\u0000b");
    QTest::newRow("two, three, four bytes") << QByteArray("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")
                                            << QByteArray("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    QTest::newRow("lone continuation") << QByteArray("\x80") << QByteArray(bad);
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << QByteArray(bad).repeated(2);
    QTest::newRow("overlong three") << QByteArray("\xE0\x80\x80") << QByteArray(bad).repeated(3);
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray(bad).repeated(3);
    QTest::newRow("above U+10FFFF")
        << QByteArray("\xF4\x90\x80\x80") << QByteArray(bad).repeated(4);
    QTest::newRow("cut off") << QByteArray("a\xE2\x82") << "a" + QByteArray(bad).repeated(2);
}

void JsonWriterTest::escapesText()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, written);
    JsonWriter json;
    json.text(given.toStdString());
    QCOMPARE(QByteArray::fromStdString(json.result()), '"' + written + '"');
}

void JsonWriterTest::writesDocumentsByLine()
{
    JsonWriter json;
    json.beginObject().key("a").number(1).endObject().endLine();
    json.beginArray().endArray().endLine();
    QCOMPARE(json.result(), std::string("{\"a\":1}\n[]\n"));
}

void JsonWriterTest::writesNumbers()
{
    JsonWriter json;
    json.beginArray();
    json.number(std::numeric_limits<std::uint64_t>::max());
    json.number(std::numeric_limits<std::int64_t>::min());
    json.number(0.25);
    json.number(std::numeric_limits<double>::infinity());
    json.endArray();
    QCOMPARE(json.result(), std::string("[18446744073709551615,-9223372036854775808,0.25,0]"));
}

void JsonWriterTest::writesTimesAsRfc3339()
{
    const std::chrono::system_clock::time_point time{std::chrono::milliseconds(1'767'225'600'123)};
    QCOMPARE(gw::timeText(time), std::string("2026-01-01T00:00:00.123Z"));
}

GW_TEST(JsonWriterTest)
#include "json_writer_test.moc"
