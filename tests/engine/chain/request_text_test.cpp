// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/cookie_text.h"
#include "chain/json_text.h"
#include "chain/query_text.h"
#include "chain/text_template.h"
#include "engine/chain/api_under_test.h"

#include <QTest>

using namespace gw::chain;
using namespace gw::chain::test;

// The texts inside of a request: queries, cookies, JSON members, and templates that they fill.
class RequestTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodesPercents_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("decoded");
        QTest::newRow("plain") << "abc" << "abc";
        QTest::newRow("escape") << "%41%2f%2F" << "A//";
        QTest::newRow("plus") << "a+b" << "a b";
        QTest::newRow("broken stays") << "%zz%4" << "%zz%4";
        QTest::newRow("at the end") << "a%" << "a%";
        QTest::newRow("once only") << "%2541" << "%41";
    }
    void decodesPercents()
    {
        QFETCH(QString, text);
        QFETCH(QString, decoded);
        QCOMPARE(percentDecoded(text.toStdString(), Plus::IsSpace), decoded.toStdString());
    }

    void findsParameters()
    {
        QCOMPARE(queryValue("a=1&b=2&a=3", "a").value_or("-"), std::string("1"));
        QCOMPARE(queryValue("%61=x%20y", "a").value_or("-"), std::string("x y"));
        QCOMPARE(queryValue("ab=1&b", "a").value_or("-"), std::string("-"));
        QCOMPARE(queryValue("ab=1&b", "b").value_or("-"), std::string());
        QCOMPARE(queryValue("", "").value_or("-"), std::string("-"));
        QCOMPARE(queryEscaped("a b/\xc3\xa4~"), std::string("a+b%2F%C3%A4~"));
    }

    void removesParameters_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("left");
        QTest::newRow("only") << "/p?k=1" << "/p";
        QTest::newRow("first") << "/p?k=1&a=%20" << "/p?a=%20";
        QTest::newRow("escaped name") << "/p?a=1&%6b=2" << "/p?a=1";
        QTest::newRow("all of them") << "/p?k=1&a=2&k=3" << "/p?a=2";
        QTest::newRow("none") << "/p" << "/p";
        QTest::newRow("other") << "/p?kk=1" << "/p?kk=1";
    }
    void removesParameters()
    {
        QFETCH(QString, target);
        QFETCH(QString, left);
        QCOMPARE(targetWithoutParameter(target.toStdString(), "k"), left.toStdString());
    }

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

QTEST_GUILESS_MAIN(RequestTextTest)
#include "request_text_test.moc"
