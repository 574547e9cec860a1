// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine_under_test.h"
#include "support/http_text.h"
#include "support/room_test.h"

using namespace gw::runtime;
using namespace gw::runtime::test;
using gw::test::bodyOf;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;

namespace {

// Answers with the target that it was asked for.
LyingOrigin::Script namingTargets()
{
    return [](OriginPeer &peer) {
        for (std::string head = peer.readHead(); !head.empty(); head = peer.readHead()) {
            head.resize(head.find(" HTTP/1.1"));
            head.erase(0, 4);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(head.size()) +
                      "\r\n\r\n" + head);
        }
    };
}

} // namespace

class RoutingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void routesAndStrips()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write({"plain", "/test", originUrl(origin)});
        gateway.write({"vars", "/{tenant}/v/", originUrl(origin) + "base"});
        gateway.write({"inner", "/inner/", originUrl(origin), ",'internal':true"});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(bodyOf(gateway.get("/test/get?a=1")), std::string("/get?a=1"));
        QCOMPARE(bodyOf(gateway.get("/testing/x")), std::string("/ing/x"));
        QCOMPARE(bodyOf(gateway.get("/%74est/get")), std::string("/get"));
        QCOMPARE(bodyOf(gateway.get("/abc/v/get")), std::string("/base/get"));
        QCOMPARE(bodyOf(gateway.get("/plain/get")),
                 std::string("/plain/get")); // by id: not stripped
        const std::string none = gateway.get("/none");
        QVERIFY(none.starts_with("HTTP/1.1 404 Not Found\r\n"));
        QCOMPARE(bodyOf(none), std::string("Not Found"));
        QVERIFY(gateway.get("/inner/x").starts_with("HTTP/1.1 404 "));
    }

    void cleansPaths()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write({"a", "/", originUrl(origin)});
        QCOMPARE(gateway.start(), std::string());
        const std::string moved = gateway.get("/a//b/../c%20d?q=1");
        QVERIFY2(moved.starts_with("HTTP/1.1 301 "), moved.c_str());
        QVERIFY(moved.find("Location: /a/c%20d?q=1\r\n") != std::string::npos);
        QVERIFY(gateway.get("/a/%2e%2e/b").starts_with("HTTP/1.1 301 "));

        EngineUnderTest other;
        other.config->httpServerOptions.skipUrlCleaning = true;
        other.write({"a", "/", originUrl(origin)});
        QCOMPARE(other.start(), std::string());
        QVERIFY(other.get("/a/../b").starts_with("HTTP/1.1 200 "));
    }

    void escapesPaths()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write({"a", "/", originUrl(origin)});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(bodyOf(gateway.get("/a|b%2f^?q=|")), std::string("/a%7Cb%2f%5E?q=|"));

        EngineUnderTest other;
        other.config->httpServerOptions.skipTargetPathEscaping = true;
        other.write({"a", "/", originUrl(origin)});
        QCOMPARE(other.start(), std::string());
        QCOMPARE(bodyOf(other.get("/a|b%2f^?q=|")), std::string("/a|b%2f^?q=|"));
    }

    void knowsDomainsAndStrictRoutes()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.config->enableCustomDomains = true;
        gateway.config->httpServerOptions.enableStrictRoutes = true;
        gateway.write({"own", "/", originUrl(origin) + "own", ",'domain':'{sub}.own.example'"});
        gateway.write({"all", "/strict", originUrl(origin) + "all"});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(bodyOf(gateway.get("/strict/a", "x.own.example:80")),
                 std::string("/own/strict/a"));
        QCOMPARE(bodyOf(gateway.get("/strict/a", "own.example")), std::string("/all/a"));
        QVERIFY(gateway.get("/stricter", "h").starts_with("HTTP/1.1 404 "));
    }

    // A version's target counts also where there is nothing to choose between.
    void usesTheOnlyVersionsTarget()
    {
        LyingOrigin own({named("own")});
        LyingOrigin version({named("version")});
        EngineUnderTest gateway;
        gateway.write(
            {"a", "/a/", originUrl(own), {}, ",'override_target':'" + originUrl(version) + "'"});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(bodyOf(gateway.get("/a/")), std::string("version"));
    }

    // By their keys: a version need not repeat its name. One that removes X-Forwarded-For does so
    // for itself.
    void keepsVersionsApart()
    {
        LyingOrigin own({[](OriginPeer &peer) {
            for (std::string head = peer.readHead(); !head.empty(); head = peer.readHead()) {
                const bool isThere = head.find("X-Forwarded-For: ") != std::string::npos;
                peer.send(std::string("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n") +
                          (isThere ? 'y' : 'n'));
            }
        }});
        LyingOrigin first({named("first")});
        LyingOrigin second({named("second")});
        EngineUnderTest gateway;
        std::string text = Definition{"a", "/a/", originUrl(own)}.text();
        const std::string only =
            R"("not_versioned":true,"versions":{"Default":{"name":"Default"}})";
        text.replace(text.find(only), only.size(),
                     R"("not_versioned":false,"versions":{"v1":{"override_target":")" +
                         originUrl(first) + R"("},"v2":{"override_target":")" + originUrl(second) +
                         R"("},"v3":{},"v4":{"global_headers_remove":["x-forwarded-for"]}})");
        text.insert(1, R"("definition":{"location":"url-param","key":"v"},)");
        gateway.write("a.json", text);
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(bodyOf(gateway.get("/a/?v=v1")), std::string("first"));
        QCOMPARE(bodyOf(gateway.get("/a/?v=v2")), std::string("second"));
        QCOMPARE(bodyOf(gateway.get("/a/?v=v3")), std::string("y"));
        QCOMPARE(bodyOf(gateway.get("/a/?v=v4")), std::string("n"));
    }

    // A driver that is not there closes the way that its hooks guard, and no more.
    void answers500WhereAHookCannotRun()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write(
            {"a", "/a/", originUrl(origin),
             ",'custom_middleware':{'driver':'otto','pre':[{'name':'F','path':'f.js'}]}"});
        QCOMPARE(gateway.start(), std::string());
        const std::string answer = gateway.get("/a/");
        QVERIFY2(answer.starts_with("HTTP/1.1 500 "), answer.c_str());
        QVERIFY(gateway.problems("a.json").find("otto") != std::string::npos);
    }

    // A loop that only chooses the version comes from outside: internal endpoints stay closed. One
    // that a rewrite makes comes from inside.
    void keepsInternalPathsFromVersionLoops()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write({"v2", "/v2/", originUrl(origin), ",'internal':true",
                       ",'use_extended_paths':true,'extended_paths':{'internal':[{'path':'/secret',"
                       "'method':'GET'}]}"});
        gateway.write({"base", "/base/", originUrl(origin),
                       ",'definition':{'enabled':true,'name':'v1','default':'self',"
                       "'location':'header','key':'x-version','versions':{'v2':'v2'}}"});
        gateway.write({"inside",
                       "/inside/",
                       originUrl(origin),
                       {},
                       ",'use_extended_paths':true,'extended_paths':{'url_rewrites':[{'path':'/',"
                       "'method':'GET','match_pattern':'.*','rewrite_to':'tyk://v2/secret'}]}"});
        QCOMPARE(gateway.start(), std::string());
        const auto ofVersion2 = [&](const std::string &path) {
            gw::http::test::WireClient client(gateway.port());
            client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nx-version: v2\r\n\r\n");
            return client.readResponse();
        };
        const std::string open = ofVersion2("/base/open");
        QVERIFY2(open.starts_with("HTTP/1.1 200 "), open.c_str());
        QCOMPARE(bodyOf(open), std::string("/open"));
        QVERIFY(ofVersion2("/base/secret").starts_with("HTTP/1.1 403 "));
        QCOMPARE(bodyOf(gateway.get("/inside/x")), std::string("/secret"));
    }

    void goesThroughTheApisProxy()
    {
        LyingOrigin proxy({namingTargets()});
        EngineUnderTest gateway;
        const auto definition = [](const std::string &id, const std::string &proxyUrl) {
            std::string text = Definition{id, "/" + id + "/", "http://far.away/base"}.text();
            const std::string place = "\"proxy\":{";
            return text.insert(text.find(place) + place.size(),
                               "\"transport\":{\"proxy_url\":\"" + proxyUrl + "\"},");
        };
        gateway.write("a.json", definition("a", originUrl(proxy)));
        gateway.write("b.json", definition("b", "socks5://user:hidden@127.0.0.1:1080"));
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("a.json"), std::string("loaded"));
        QCOMPARE(gateway.problems("a.json"), std::string());
        QCOMPARE(bodyOf(gateway.get("/a/x?q=1")), std::string("http://far.away/base/x?q=1"));
        // Never around a proxy that cannot be used.
        QCOMPARE(gateway.state("b.json"), std::string("failed"));
        QVERIFY(gateway.problems("b.json").find("proxy_url") != std::string::npos);
        QVERIFY(gateway.problems("b.json").find("hidden") == std::string::npos);
    }

    void tellsListenersOfRecords()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", originUrl(origin)});
        QCOMPARE(gateway.start(), std::string());
        RecordBatch seen;
        const int id = gateway.engine().addRecordListener(
            [&](const RecordBatch &batch) { seen.insert(seen.end(), batch.begin(), batch.end()); });
        gateway.engine().setTracing(true);
        static_cast<void>(gateway.get("/a/1"));
        static_cast<void>(gateway.get("/a/2"));
        QVERIFY(QTest::qWaitFor([&] { return seen.size() == 2; }, 10'000));
        QCOMPARE(seen[0]->rawPath, std::string("/a/1"));
        QCOMPARE(seen[1]->sequence, seen[0]->sequence + 1);
        QVERIFY(seen[0]->trace != nullptr);
        QCOMPARE(gateway.engine().recentRecords().size(), 2U);
        QCOMPARE(gateway.engine().counters().responses2xx, 2U);
        gateway.engine().removeRecordListener(id);
        gateway.engine().setTracing(false);
    }

    void debugsADefinition()
    {
        LyingOrigin origin({namingTargets()});
        EngineUnderTest gateway;
        QCOMPARE(gateway.start(), std::string());
        std::optional<gw::Expected<DebugResult>> result;
        const Definition definition{"draft", "/draft/", originUrl(origin)};
        gateway.engine().debug({definition.text(), "POST", "/get?a=1", {{"X-Mine", "1"}}, "body"},
                               [&](gw::Expected<DebugResult> done) { result = std::move(done); });
        QVERIFY(QTest::qWaitFor([&] { return result.has_value(); }, 10'000));
        QVERIFY(result->has_value());
        const DebugResult &debug = **result;
        QVERIFY2(
            debug.requestDump.starts_with("POST /draft/get?a=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n"),
            debug.requestDump.c_str());
        QVERIFY(debug.requestDump.ends_with("X-Mine: 1\r\n\r\nbody"));
        QVERIFY2(debug.responseDump.starts_with("HTTP/1.1 200 OK\r\n"), debug.responseDump.c_str());
        QVERIFY(debug.record && debug.record->trace);
        QCOMPARE(debug.record->apiId, std::string("draft"));
        QVERIFY(!debug.record->trace->steps.empty());
        QCOMPARE(gateway.engine().counters().requests, 0U); // counted nowhere
        QVERIFY(gateway.get("/draft/").starts_with("HTTP/1.1 404 "));
    }

    void debugsWhatIsBroken()
    {
        EngineUnderTest gateway;
        QCOMPARE(gateway.start(), std::string());
        std::optional<bool> succeeded;
        gateway.engine().debug(
            {"{", "GET", "/", {}, {}},
            [&](const gw::Expected<DebugResult> &done) { succeeded = done.has_value(); });
        QVERIFY(QTest::qWaitFor([&] { return succeeded.has_value(); }, 10'000));
        QVERIFY(!*succeeded);
    }
};

GW_TEST(RoutingTest)
#include "routing_test.moc"
