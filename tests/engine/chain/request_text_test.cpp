// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/cookie_text.h"
#include "chain/json_text.h"
#include "chain/text_template.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

// The texts inside of a request: cookies, JSON members, and templates that they fill.
class RequestTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCookies()
    {
        gw::http::Arena arena;
        gw::http::FieldList fields(arena);
        fields.add("cookie", "a=1;  b=\"two\" ; broken; c=x=y");
        fields.add("Cookie", "d=4");
        QCOMPARE(cookieValue(fields, "a"), std::string_view("1"));
        QCOMPARE(cookieValue(fields, "b"), std::string_view("two"));
        QCOMPARE(cookieValue(fields, "c"), std::string_view("x=y"));
        QCOMPARE(cookieValue(fields, "d"), std::string_view("4"));
        QCOMPARE(cookieValue(fields, "A"), std::string_view());
        removeCookie(fields, "b");
        QCOMPARE(fields.value("Cookie"), std::string_view("a=1; c=x=y; d=4"));
        QCOMPARE(fields.count("Cookie"), std::size_t(1));
    }

    void looksIntoJson()
    {
        const std::string_view json =
            "{\"a\":\"x\\\"y\",\"b\":[1,\"2\"],\"c\":{\"z\":1,\"y\":\"t\"},\"n\":null}";
        QCOMPARE(memberText(json, "a").value_or("-"), std::string("x\"y"));
        QCOMPARE(memberText(json, "b").value_or("-"), std::string("[1,\"2\"]"));
        QCOMPARE(memberText(json, "n").value_or("-"), std::string("-"));
        QCOMPARE(memberText("[]", "a").value_or("-"), std::string("-"));
        QCOMPARE(memberText("{", "a").value_or("-"), std::string("-"));
        QCOMPARE(memberTexts(json, "b"), (std::vector<std::string>{"1", "2"}));
        QCOMPARE(memberPairs(json, "c"),
                 (std::vector<std::pair<std::string, std::string>>{{"z", "1"}, {"y", "t"}}));
    }

    void fillsTemplates()
    {
        FakeServices services;
        Run run("GET", "/", {}, services);
        run.context.setContextValue("a", "v a");
        run.context.authToken = "key1";
        const auto expanded = [&](std::string_view text) {
            return std::string(TextTemplate::compile(text, {}).expand(run.context));
        };
        QCOMPARE(expanded(""), std::string());
        QCOMPARE(expanded("plain $ text $1"), std::string("plain $ text $1"));
        QCOMPARE(expanded("<$tyk_context.a>"), std::string("<v a>"));
        QCOMPARE(expanded("$tyk_context.a/$tyk_context.b/"), std::string("v a//"));
        QCOMPARE(expanded("$tyk_context.token"), std::string("key1"));
        QCOMPARE(expanded("$secret_env.none|"), std::string("|"));
        QVERIFY(TextTemplate::compile("a$secret_conf.x b", {}).isConstant());
        QVERIFY(!TextTemplate::compile("$tyk_context.a", {}).isConstant());
    }
};

GW_TEST(RequestTextTest)
#include "request_text_test.moc"
