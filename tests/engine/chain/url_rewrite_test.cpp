// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/url_rewrite.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

std::string rewrite(const std::string &pattern, const std::string &target,
                    const std::string &triggers = {})
{
    return keyless("'enable_context_vars':true",
                   "'url_rewrites':[{'path':'/','method':'GET','match_pattern':'" + pattern +
                       "','rewrite_to':'" + target + "','triggers':[" + triggers + "]}]");
}

std::string trigger(const std::string &on, const std::string &options, const std::string &target)
{
    return "{'on':'" + on + "','options':{" + options + "},'rewrite_to':'" + target + "'}";
}

std::string rewritten(const Run &run)
{
    return std::string(run.context.rewrittenUrl.value_or("-"));
}

} // namespace

class UrlRewriteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rewritesTheUrl_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("url"); // "-": not rewritten
        QTest::newRow("groups") << "/x/([a-z]+)/([0-9]+)" << "/s?v=$2&w=$1" << "/x/ab/12"
                                << "/s?v=12&w=ab";
        QTest::newRow("no match") << "/y/(.*)" << "/s" << "/x/ab" << "-";
        QTest::newRow("whole match") << "a.c" << "/$0" << "/x/abcd" << "/abc";
        QTest::newRow("query is part of the url") << "id=([0-9]+)" << "/items/$1" << "/x/?id=7"
                                                  << "/items/7";
        QTest::newRow("unanchored") << "(w+)" << "/$1/" << "/x/awwwb" << "/www/";
        QTest::newRow("absent groups are empty") << "(a)" << "/$1/$7/$10" << "/x/a" << "/a//";
        QTest::newRow("no variables from the client")
            << "x/(.*)" << "/$1" << "/x/$secret_conf.key" << "/$secret_conf.key";
        QTest::newRow("decoded form second") << "name=([a-z -]+)$" << "/$1" << "/x/?name=a%2Db"
                                             << "/a-b";
        QTest::newRow("nothing unsafe gets out")
            << "q=(a [^x]*)" << "/$1" << "/x/?q=a%20b%0d%0ab" << "/a%20b%0D%0Ab";
        QTest::newRow("a byte that is no UTF-8")
            << "n=([^/]+)/(.*)$" << "/$1/$2" << "/x/?n=%ff%c3%a9%2Fb" << "/%FF%C3%A9/b";
        QTest::newRow("context") << "x" << "/$tyk_context.request_data_q" << "/x/?q=a%2Fb+c"
                                 << "/a%2Fb+c";
        QTest::newRow("context with a url")
            << "x" << "/p?u=$tyk_context.request_data_q" << "/x/?q=http%3A%2F%2Fh%2F"
            << "/p?u=http://h/";
        QTest::newRow("no host of the client's choice, context")
            << "x" << "$tyk_context.request_data_q" << "/x/?q=http%3A%2F%2Fh%2F" << "/http://h/";
        QTest::newRow("no host of the client's choice, empty before")
            << "x" << "$secret_conf.none$tyk_context.request_data_q$1"
            << "/x/?q=http%3A%2F%2Fh%2F" << "/http://h/";
        QTest::newRow("the definition's own secret")
            << "x" << "$secret_conf.host" << "/x/" << "http://own/";
        QTest::newRow("no loop of the client's choice")
            << "/x/(.*)" << "$1" << "/x/tyk://admin/keys" << "/tyk://admin/keys";
        QTest::newRow("no host of the client's choice")
            << "/x/(.*)" << "$1" << "/x/http://10.0.0.1/" << "/http://10.0.0.1/";
        QTest::newRow("other host") << "/x/(.*)" << "https://other.example/$1" << "/x/a/b"
                                    << "https://other.example/a/b";
    }
    void rewritesTheUrl()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, to);
        QFETCH(QString, target);
        QFETCH(QString, url);
        ApiUnderTest api(rewrite(pattern.toStdString(), to.toStdString()));
        api.secrets.configuration["key"] = "secret";
        api.secrets.configuration["host"] = "http://own/";
        QCOMPARE(api.build(), std::string());
        const std::string before = target.toStdString();
        const auto run = api.run("GET", before);
        QCOMPARE(rewritten(*run), url.toStdString());
        QCOMPARE(run->exchange.request().target, std::string_view(before));
    }

    void recordsLoops()
    {
        ApiUnderTest api(rewrite("/x/(.*)", "tyk://self/y/$1"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a?method=DELETE&loop_limit=1");
        QCOMPARE(rewritten(*run), std::string("tyk://self/y/a?method=DELETE&loop_limit=1"));
        QCOMPARE(run->context.loopControls.method, std::string());
        QCOMPARE(run->context.loopControls.limit, 5);
        ApiUnderTest own(rewrite("/x/(.*)", "tyk://self/y/$1?method=GET&loop_limit=2"));
        QCOMPARE(own.build(), std::string());
        const auto second = own.run("GET", "/x/a?b");
        QCOMPARE(rewritten(*second), std::string("tyk://self/y/a?b"));
        QCOMPARE(second->context.loopControls.method, std::string("GET"));
        QCOMPARE(second->context.loopControls.limit, 2);
    }

    void takesTheFirstTriggerThatHolds_data()
    {
        QTest::addColumn<QString>("triggers");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *name, const std::string &triggers, const char *target,
                            const char *header, const char *url) {
            QTest::newRow(name) << triggers.c_str() << target << header << url;
        };
        const std::string header = "'header_matches':{'x-test':{'match_rx':'hello-([a-z]+)'}}";
        row("no trigger", "", "/x/", "", "/basic");
        row("header", trigger("all", header, "/h/$tyk_context.trigger-0-X-Test-0-0"), "/x/",
            "hello-world", "/h/world");
        row("whole match", trigger("all", header, "/h/$tyk_context.trigger-0-X-Test-0"), "/x/",
            "hello-world", "/h/hello-world");
        row("header missing", trigger("all", header, "/h"), "/x/", "", "/basic");
        row("header differs", trigger("all", header, "/h"), "/x/", "bye", "/basic");
        const std::string both = header + ",'query_val_matches':{'q':{'match_rx':'^1$'}}";
        row("all needs both", trigger("all", both, "/b"), "/x/?q=2", "hello-a", "/basic");
        row("all has both", trigger("all", both, "/b"), "/x/?q=1", "hello-a", "/b");
        row("any needs one", trigger("any", both, "/b"), "/x/?q=1", "", "/b");
        row("any has none", trigger("any", both, "/b"), "/x/?q=2", "", "/basic");
        row("no conditions, all", trigger("all", "", "/b"), "/x/", "", "/b");
        row("no conditions, any", trigger("any", "", "/b"), "/x/", "", "/basic");
        row("second",
            trigger("all", "'query_val_matches':{'q':{'match_rx':'a'}}", "/one") + "," +
                trigger("all", "'query_val_matches':{'q':{'match_rx':'(b.)'}}",
                        "/two/$tyk_context.trigger-1-q-0-0"),
            "/x/?q=bc", "", "/two/bc");
        const std::string reverse = "'query_val_matches':{'q':{'match_rx':'^1$','reverse':true}}";
        row("reverse holds", trigger("all", reverse, "/r"), "/x/?q=2", "", "/r");
        row("reverse fails", trigger("all", reverse, "/r"), "/x/?q=1", "", "/basic");
        row("reverse of nothing", trigger("all", reverse, "/r"), "/x/", "", "/basic");
        row("path part",
            trigger("all", "'path_part_matches':{'p':{'match_rx':'^i([0-9])$'}}",
                    "/p/$tyk_context.trigger-0-p-0-0"),
            "/x/a/i7/b", "", "/p/7");
        row("second value",
            trigger("all", "'query_val_matches':{'q':{'match_rx':'^b(.)'}}",
                    "/v/$tyk_context.trigger-0-q-1-0"),
            "/x/?q=a1&q=b2", "", "/v/2");
        row("session",
            trigger("all", "'session_meta_matches':{'tier':{'match_rx':'g(.*)'}}",
                    "/s/$tyk_context.trigger-0-tier-0"),
            "/x/", "", "/s/old");
        row("context",
            trigger("all", "'request_context_matches':{'remote_addr':{'match_rx':'^192'}}", "/c"),
            "/x/", "", "/c");
        row("group of the pattern",
            trigger("all", "'query_val_matches':{'q':{'match_rx':'.'}}", "/$1"), "/x/?q=1", "",
            "/x");
        row("payload",
            trigger("all", "'payload_matches':{'match_rx':'<(b)>'}",
                    "/$tyk_context.trigger-0-payload-0-0"),
            "/x/", "", "/b");
    }
    void takesTheFirstTriggerThatHolds()
    {
        QFETCH(QString, triggers);
        QFETCH(QString, target);
        QFETCH(QString, header);
        QFETCH(QString, url);
        ApiUnderTest api(rewrite("/(x)/", "/basic", triggers.toStdString()));
        QCOMPARE(api.build(), std::string());
        api.prepare = [&](Run &run) {
            run.context.session.emplace();
            run.context.session->metaDataJson = "{\"tier\":\"gold\"}";
            run.context.requestBody = {true, false, "a <b> c"};
            if (!header.isEmpty()) {
                run.exchange.request().fields.add("X-TEST", header.toStdString());
            }
        };
        QCOMPARE(rewritten(*api.run("GET", target.toStdString())), url.toStdString());
    }

    void asksForTheBodyOnlyForPayloads()
    {
        ApiUnderTest plain(rewrite("x", "/basic"));
        QCOMPARE(plain.build(), std::string());
        QCOMPARE(plain.built().chain.request.back()->bodyNeed(), BodyNeed::None);
        ApiUnderTest payload(
            rewrite("x", "/basic", trigger("all", "'payload_matches':{'match_rx':'a'}", "/b")));
        QCOMPARE(payload.build(), std::string());
        const Step &step = *payload.built().chain.request.back();
        QCOMPARE(step.bodyNeed(), BodyNeed::WholeRequest);
        QVERIFY(step.isBodyNeeded(payload.run("GET", "/x/")->context));
        QVERIFY(!step.isBodyNeeded(payload.run("POST", "/x/")->context));
    }
};

GW_TEST(UrlRewriteTest)
#include "url_rewrite_test.moc"
