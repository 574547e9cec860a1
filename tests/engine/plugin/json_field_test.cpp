// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/json_field.h"
#include "support/room_test.h"

using namespace gw::plugin;

class JsonFieldTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const std::string object =
            "{\"a\":\"x\\\"y\",\"n\":1.5,\"o\":{\"b\":[1,{\"c\":true}]},\"x/y\":null}";
        QCOMPARE(readJsonField(object, "a").value(), std::string("x\"y"));
        QCOMPARE(readJsonField(object, "n").value(), std::string("1.5"));
        QCOMPARE(readJsonField(object, "/o/b/1/c").value(), std::string("true"));
        QCOMPARE(readJsonField(object, "o").value(), std::string("{\"b\":[1,{\"c\":true}]}"));
        QCOMPARE(readJsonField(object, "/x~1y").value(), std::string("null"));
        for (const char *absent : {"", "b", "/o/b/9", "/a/b", "/"}) {
            QVERIFY2(!readJsonField(object, absent), absent);
        }
        QVERIFY(!readJsonField("no json", "a"));
    }

    void writes()
    {
        QCOMPARE(withJsonField("{\"z\":1,\"a\":2}", "z", "3").value(),
                 std::string("{\"z\":3,\"a\":2}"));
        QCOMPARE(withJsonField("{}", "/m/k", "\"v\"").value(),
                 std::string("{\"m\":{\"k\":\"v\"}}"));
        QVERIFY(!withJsonField("{}", "a", "no json"));
        QVERIFY(!withJsonField("[]", "a", "1"));
        QVERIFY(!withJsonField("{\"a\":1}", "/a/b", "1"));
    }

    void readsLists()
    {
        QCOMPARE(readStringList("[\"a\",\"b\"]")->size(), std::size_t(2));
        QVERIFY(!readStringList("[\"a\",1]"));
        QVERIFY(!readStringList("{}"));
        QCOMPARE(jsonString("a\"\n"), std::string("\"a\\\"\\n\""));
    }
};

GW_TEST(JsonFieldTest)
#include "json_field_test.moc"
