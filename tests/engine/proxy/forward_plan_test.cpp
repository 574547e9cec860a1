// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chain/fake_request.h"
#include "http/uri_path.h"
#include "proxy/forward_plan.h"
#include "spec/version_definition.h"
#include "support/room_test.h"
#include "upstream/origin_url.h"

using namespace gw::proxy;
using namespace gw::chain::test;

namespace {

gw::upstream::Target targetOf(std::string_view url)
{
    const auto parsed = gw::upstream::parseOriginUrl(url);
    return {gw::upstream::makeOrigin(*parsed, {}), parsed->basePath, parsed->baseQuery};
}

std::unique_ptr<const gw::upstream::Balancer> balancerOf(std::vector<std::string> urls)
{
    std::vector<gw::upstream::Target> targets;
    for (const std::string &url : urls) {
        targets.push_back(targetOf(url));
    }
    return std::make_unique<const gw::upstream::Balancer>(std::move(targets));
}

// One request to an API, planned.
struct Planned {
    Planned(std::string_view target, std::string_view listenPath)
        : exchange("GET", target, {{"Host", "client.example:8080"}})
    {
        context.decodedPath = gw::http::decodePath(exchange.arena(), exchange.request().path());
        context.listenPathLength = listenPath.size();
        context.originalTarget = exchange.request().target;
    }

    FakeServices services;
    FakeExchange exchange;
    FakeContext context{exchange, services};
    Api api;

    // "host target"; of a loop its URL; of a failure "failed".
    std::string plan()
    {
        const auto plan = planForward(context, api);
        if (!plan) {
            return "failed";
        }
        return plan->loopUrl.empty()
                   ? std::string(plan->host) + ' ' + std::string(plan->target)
                   : std::string(plan->loopUrl) + ' ' + std::string(plan->loopQuery);
    }
};

} // namespace

class ForwardPlanTest : public QObject {
    Q_OBJECT

    static void row(const char *name, const char *listenPath, const char *targetUrl,
                    const char *request, const char *upstream)
    {
        QTest::newRow(name) << QByteArray(listenPath) << QByteArray(targetUrl)
                            << QByteArray(request) << QByteArray(upstream);
    }
    static void columns()
    {
        QTest::addColumn<QByteArray>("listenPath"); // "!": not stripped; "?": disable_strip_slash
        QTest::addColumn<QByteArray>("targetUrl");
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("upstream");
    }

private Q_SLOTS:
    void joins_data()
    {
        columns();
        row("stripped", "/test/", "http://h/", "/test/get", "/get");
        row("base", "/test/", "http://h/base", "/test/get", "/base/get");
        row("base with slash", "/test/", "http://h/base/", "/test/get", "/base/get");
        row("nothing left", "/test/", "http://h/base/", "/test/", "/base");
        row("nothing left, slash kept", "?/test/", "http://h/base/", "/test/", "/base/");
        row("slash kept only there", "?/test/", "http://h/base/", "/test/get", "/base/get");
        row("slash kept, no base", "?/test/", "http://h", "/test/", "/");
        row("nothing left, no base", "/test/", "http://h", "/test/", "/");
        row("not stripped", "!/test/", "http://h", "/test/get", "/test/get");
        row("not stripped, base", "!/test/", "http://h/b/", "/test/get", "/b/test/get");
        row("plain prefix", "/test", "http://h", "/testing/x", "/ing/x");
        row("root", "/", "http://h/b", "/a/b", "/b/a/b");
        row("root, not stripped", "!/", "http://h/b", "/a/b", "/b/a/b");
        row("trailing slash stays", "/test/", "http://h/base", "/test/get/", "/base/get/");
        row("double slashes of the rest", "/test/", "http://h/base", "/test///get", "/base/get");
        row("escaped listen path", "/test/", "http://h", "/%74est/get", "/get");
        row("escaped rest stays", "/test/", "http://h/base", "/test/a%2Fb%20c", "/base/a%2Fb%20c");
        row("escaped slash of the listen path", "/test/", "http://h", "/test%2Fget", "/get");
        row("double escape", "/test/", "http://h", "/test/%2574", "/%2574");
        row("query", "/test/", "http://h", "/test/get?a=1&b=%20", "/get?a=1&b=%20");
        row("target's query first", "/test/", "http://h/p?t=1", "/test/get?a=1", "/p/get?t=1&a=1");
        row("target's query only", "/test/", "http://h/p?t=1", "/test/", "/p?t=1");
        row("empty query", "/test/", "http://h/", "/test/get?", "/get");
        row("question mark in the query", "/test/", "http://h/", "/test/?a=?", "/?a=?");
    }
    void joins()
    {
        QFETCH(QByteArray, listenPath);
        QFETCH(QByteArray, targetUrl);
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, upstream);
        std::string path = listenPath.toStdString();
        const bool isStripped = path.front() != '!';
        const bool keepsSlash = path.front() == '?';
        path.erase(0, path.find('/'));
        Planned planned(request.toStdString(), path);
        planned.api.forwarding.stripListenPath = isStripped;
        planned.api.forwarding.disableStripSlash = keepsSlash;
        planned.api.forwarding.targets = balancerOf({targetUrl.toStdString()});
        QCOMPARE(planned.plan(), "h " + upstream.toStdString());
    }

    // "/{x}/v/": how much was matched is known from routing.
    void stripsVariables()
    {
        Planned planned("/a/v/get", "/a/v/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://h/"});
        QCOMPARE(planned.plan(), std::string("h /get"));
    }

    void escapesWhatTheClientShouldHave()
    {
        Planned planned("/x/a|b%2Fc?q=|", "/x/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://h/"});
        QCOMPARE(planned.plan(), std::string("h /a%7Cb%2Fc?q=|"));
        planned.api.forwarding.escapesPath = false;
        QCOMPARE(planned.plan(), std::string("h /a|b%2Fc?q=|"));
    }

    void stripsTheVersion()
    {
        Planned planned("/x/%76%31/get?q", "/x/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://h/"});
        planned.context.versionSegmentLength = 2;
        QCOMPARE(planned.plan(), std::string("h /%76%31/get?q"));
        planned.context.stripsVersionSegment = true;
        QCOMPARE(planned.plan(), std::string("h /get?q"));
    }

    void rewrites_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("upstream");
        const auto row = [](const char *name, const char *url, const char *upstream) {
            QTest::newRow(name) << QByteArray(url) << QByteArray(upstream);
        };
        row("without the listen path", "/new/path?b=2", "h /base/new/path?t=1&b=2");
        row("with the listen path", "/x/new", "h /base/new?t=1");
        row("with the listen path, escaped", "/%78/new", "h /base/new?t=1");
        row("the listen path only begins alike", "/xyz", "h /base/xyz?t=1");
        row("the client's query is replaced", "/new", "h /base/new?t=1");
        row("no slash in front", "new", "h /base/new?t=1");
        row("other host", "http://Other.example:81/p?q=1", "other.example:81 /p?q=1");
        row("other host, no path", "http://other.example", "other.example /");
        row("other host, query only", "http://other.example?q=1", "other.example /?q=1");
        row("a url in the query is no host", "/p?u=http://evil.example/",
            "h /base/p?t=1&u=http://evil.example/");
        row("a url in the path is no host", "/p/http://evil.example/",
            "h /base/p/http://evil.example/?t=1");
        row("loop", "tyk://self/p?a=1", "tyk://self/p?a=1 ");
        row("no target", "ftp://other.example/", "failed");
        row("bad port", "http://other.example:99999/", "failed");
    }
    void rewrites()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, upstream);
        const std::string rewritten = url.toStdString();
        for (const std::string_view request : {"/x/get?a=1", "/%78/get?a=1"}) {
            Planned planned(request, "/x/");
            planned.api.forwarding.stripListenPath = true;
            planned.api.forwarding.targets = balancerOf({"http://h/base?t=1"});
            planned.context.rewrittenUrl = rewritten;
            QCOMPARE(planned.plan(), upstream.toStdString());
        }
    }

    // Of a rewritten path the version is only taken away where it stands.
    void rewritesVersions()
    {
        Planned planned("/x/v1/get", "/x/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://h/"});
        planned.context.versionSegmentLength = 2;
        planned.context.stripsVersionSegment = true;
        planned.context.rewrittenUrl = "/x/v1/new";
        QCOMPARE(planned.plan(), std::string("h /new"));
        planned.context.rewrittenUrl = "/x/items/new";
        QCOMPARE(planned.plan(), std::string("h /items/new"));
        planned.context.rewrittenUrl = "/items/new";
        QCOMPARE(planned.plan(), std::string("h /items/new"));
    }

    void keepsTheHostWhenAsked()
    {
        Planned planned("/x/get", "/x/");
        planned.api.forwarding.targets = balancerOf({"http://h:81/"});
        QCOMPARE(planned.plan(), std::string("h:81 /x/get"));
        planned.api.forwarding.preserveHost = true;
        QCOMPARE(planned.plan(), std::string("client.example:8080 /x/get"));
    }

    void takesTurns()
    {
        Planned planned("/x/", "/x/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://a/", "http://b/"});
        QCOMPARE(planned.plan(), std::string("a /"));
        QCOMPARE(planned.plan(), std::string("b /"));
        QCOMPARE(planned.plan(), std::string("a /"));
    }

    // Also of an API that is not versioned: its only version may name a target.
    void prefersTheVersionsTarget()
    {
        Planned planned("/x/get", "/x/");
        planned.api.forwarding.stripListenPath = true;
        planned.api.forwarding.targets = balancerOf({"http://own/"});
        planned.api.forwarding.byVersion.emplace("v2", balancerOf({"http://second/p"}));
        gw::spec::VersionInfo version;
        version.key = "v1";
        planned.context.version = &version;
        QCOMPARE(planned.plan(), std::string("own /get"));
        version.key = "v2";
        QCOMPARE(planned.plan(), std::string("second /p/get"));
        QVERIFY(planned.context.versionName.empty());
    }

    // A version that is an API of its own is not lost to rewrites, and sees what steps made of the
    // URL.
    void loopsToTheVersionFirst()
    {
        Planned planned("/x/v2/a%20b?a=1", "/x/");
        planned.api.forwarding.targets = balancerOf({"http://own/"});
        planned.context.versionApi = "orders-v2";
        planned.context.versionSegmentLength = 2;
        planned.context.rewrittenUrl = "http://other.example/";
        QCOMPARE(planned.plan(), std::string("tyk://orders-v2/a%20b a=1"));
        planned.exchange.request().target = "/x/v2?method=DELETE";
        QCOMPARE(planned.plan(), std::string("tyk://orders-v2/ method=DELETE"));
    }

    void loopsToATarget()
    {
        Planned planned("/x/get?a=1", "/x/");
        planned.api.forwarding.stripListenPath = true;
        QCOMPARE(planned.plan(), std::string("failed")); // no target at all
        planned.api.forwarding.loopTarget = "tyk://other/base";
        QCOMPARE(planned.plan(), std::string("tyk://other/base/get a=1"));
        planned.api.forwarding.loopTarget = "tyk://other?method=POST";
        QCOMPARE(planned.plan(), std::string("tyk://other/get a=1"));
        QCOMPARE(planForward(planned.context, planned.api)->loopControls.method,
                 std::string("POST"));
    }
};

GW_TEST(ForwardPlanTest)
#include "forward_plan_test.moc"
