// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine_under_test.h"
#include "spec/definition_folder.h"
#include "support/room_test.h"

#include <algorithm>
#include <future>

using namespace gw::runtime;
using namespace gw::runtime::test;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;

using Texts = std::vector<std::string>;

class ReloadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsWhatBecameOfEachFile()
    {
        EngineUnderTest gateway;
        gateway.write({"stays", "/stays/"});
        gateway.write({"changes", "/changes/"});
        gateway.write({"breaks", "/breaks/"});
        gateway.write({"goes", "/goes/"});
        gateway.write("bad.json", "{");
        QCOMPARE(gateway.start(), std::string());
        for (const char *file : {"stays.json", "changes.json", "breaks.json", "goes.json"}) {
            QCOMPARE(gateway.state(file), std::string("loaded"));
        }
        QCOMPARE(gateway.state("bad.json"), std::string("failed"));
        QVERIFY(!gateway.problems("bad.json").empty());
        QVERIFY(gateway.engine().lastReport().hasFailures);
        QCOMPARE(gateway.engine().lastReport().generation, 1U);

        gateway.write({"changes", "/changed/"});
        gateway.write("breaks.json", "{\"name\": ");
        gateway.remove("goes.json");
        gateway.remove("bad.json");
        gateway.write({"new", "/new/"});
        const ReloadReport report = gateway.engine().reload();
        QCOMPARE(report.generation, 2U);
        QCOMPARE(gateway.state("stays.json"), std::string("unchanged"));
        QCOMPARE(gateway.state("changes.json"), std::string("loaded"));
        for (const ApiReport &row : report.apis) { // of what was there before
            const bool isChanged = row.file == "changes.json";
            QCOMPARE(row.changes, isChanged ? Texts{"definition"} : Texts{});
            const bool isGone = row.state == ApiState::Removed;
            QCOMPARE(row.textHash,
                     isGone ? std::string() : gw::spec::contentHash(gateway.read(row.file)));
        }
        QCOMPARE(gateway.state("breaks.json"), std::string("kept_old"));
        QCOMPARE(gateway.state("goes.json"), std::string("removed"));
        QCOMPARE(gateway.state("bad.json"), std::string("-"));
        QCOMPARE(gateway.state("new.json"), std::string("loaded"));
        QVERIFY(report.hasFailures);

        gateway.write({"breaks", "/breaks/"}); // as it was
        QVERIFY(!gateway.engine().reload().hasFailures);
        QCOMPARE(gateway.state("breaks.json"), std::string("unchanged"));
        QCOMPARE(gateway.state("goes.json"), std::string("-"));
    }

    void servesAnIdFromOneFile()
    {
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        const std::string hand = Definition{"x", "/hand/", originUrl(origin)}.text();
        gateway.write("hand.json", hand);
        gateway.write("later.json", Definition{"x", "/later/", originUrl(origin)}.text());
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("hand.json"), std::string("loaded"));
        QCOMPARE(gateway.state("later.json"), std::string("failed"));
        QCOMPARE(gateway.problems("later.json"),
                 std::string("later.json/api_id: api_id \"x\" is that of hand.json too, which is "
                             "served (Give one of them another api_id, or delete it)\n"));
        QVERIFY(gateway.get("/hand/").ends_with("origin"));
        QVERIFY(gateway.get("/later/").starts_with("HTTP/1.1 404 "));

        // The file that bears the id's name is the API's, unless it cannot be served.
        gateway.write("x.json", R"({"api_id": "x", "proxy": {"listen_path": ""}})");
        gateway.engine().reload();
        QCOMPARE(gateway.state("hand.json"), std::string("unchanged"));
        QCOMPARE(gateway.state("x.json"), std::string("failed"));
        gateway.write({"x", "/own/", originUrl(origin)});
        QVERIFY(gateway.engine().reload().hasFailures);
        QCOMPARE(gateway.state("hand.json"), std::string("failed")); // not kept beside it
        QVERIFY(gateway.get("/hand/").starts_with("HTTP/1.1 404 "));
        QVERIFY(gateway.get("/own/").ends_with("origin"));
        QCOMPARE(gateway.engine().definition("x")->file, std::string("x.json"));

        // A file whose new id is taken goes on with the old one.
        gateway.write("hand.json", Definition{"y", "/hand/", originUrl(origin)}.text());
        gateway.remove("later.json");
        QVERIFY(!gateway.engine().reload().hasFailures);
        gateway.write("hand.json", hand);
        gateway.engine().reload();
        QCOMPARE(gateway.state("hand.json"), std::string("kept_old"));
        QVERIFY(gateway.get("/hand/").ends_with("origin"));
    }

    // Else another definition would take the id's keys, rights and records over, until the mend.
    void keepsTheIdOfABrokenFile_data()
    {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<std::string>("text");
        QTest::newRow("that bears the id, no text") << std::string("x.json") << std::string("{");
        QTest::newRow("that bears the id, no path")
            << std::string("x.json")
            << std::string(R"({"api_id": "x", "proxy": {"listen_path": ""}})");
        QTest::newRow("first by name")
            << std::string("hand.json") << std::string(R"({"api_id": "x", "proxy": 7})");
    }

    void keepsTheIdOfABrokenFile()
    {
        QFETCH(std::string, file);
        QFETCH(std::string, text);
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        gateway.write(file, text);
        gateway.write("later.json", Definition{"x", "/later/", originUrl(origin)}.text());
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state(file), std::string("failed"));
        QCOMPARE(gateway.state("later.json"), std::string("failed"));
        QCOMPARE(gateway.problems("later.json"),
                 "later.json/api_id: api_id \"x\" is that of " + file +
                     " too, which goes before this file, but cannot be served (Mend or delete " +
                     file + ", or give this file another api_id)\n");
        QVERIFY(gateway.get("/later/").starts_with("HTTP/1.1 404 "));
        QCOMPARE(gateway.engine().definition("x")->file, file); // the one that is to be mended

        gateway.write(file, Definition{"x", "/own/", originUrl(origin)}.text());
        gateway.engine().reload();
        QCOMPARE(gateway.state(file), std::string("loaded"));
        QCOMPARE(gateway.state("later.json"), std::string("failed"));
        gateway.remove(file);
        QVERIFY(!gateway.engine().reload().hasFailures);
        QVERIFY(gateway.get("/later/").ends_with("origin"));

        // What serves is not stopped by a file that cannot be, and goes on taking edits.
        gateway.write(file, text);
        gateway.write("later.json", Definition{"x", "/edited/", originUrl(origin)}.text());
        gateway.engine().reload();
        QCOMPARE(gateway.state(file), std::string("failed"));
        QCOMPARE(gateway.state("later.json"), std::string("loaded"));
        QVERIFY(gateway.get("/edited/").ends_with("origin"));
    }

    void goesOnServingBesideABrokenFile_data() { keepsTheIdOfABrokenFile_data(); }

    // The API that serves is edited where it serves from, under whatever name.
    void goesOnServingBesideABrokenFile()
    {
        QFETCH(std::string, file);
        QFETCH(std::string, text);
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        const auto leadingTo = [&origin](const std::string &path) {
            return Definition{"x", path, originUrl(origin)}.text();
        };
        gateway.write("later.json", leadingTo("/later/"));
        QCOMPARE(gateway.start(), std::string());
        gateway.write(file, text);
        gateway.engine().reload();
        QVERIFY(gateway.engine().isFileServed(*gateway.engine().definition("x")));
        QVERIFY(gateway.engine().writeDefinition("x", leadingTo("/put/")));
        QCOMPARE(gateway.read(file), text);
        QCOMPARE(gateway.read("later.json"), leadingTo("/put/"));
        QVERIFY(gateway.get("/put/").ends_with("origin"));

        std::filesystem::rename(gateway.apps() / "later.json", gateway.apps() / "moved.json");
        gateway.engine().reload();
        QCOMPARE(gateway.problems("moved.json"), std::string());
        QCOMPARE(gateway.state("moved.json"), std::string("loaded"));
        QVERIFY(gateway.get("/put/").ends_with("origin"));

        // One that has been mended is what the next reload serves.
        gateway.write(file, leadingTo("/mended/"));
        QVERIFY(!gateway.engine().isFileServed(*gateway.engine().definition("x")));
        QVERIFY(gateway.engine().writeDefinition("x", leadingTo("/last/")));
        QCOMPARE(gateway.read(file), leadingTo("/last/"));
        QVERIFY(gateway.get("/last/").ends_with("origin"));
        QVERIFY(gateway.engine().removeDefinition("x"));
        QVERIFY(!std::filesystem::exists(gateway.apps() / "moved.json"));
    }

    void tellsTheStepsThatServe()
    {
        EngineUnderTest gateway;
        const std::string begin =
            R"({"api_id": "a", "name": "a", "use_keyless": true, "version_data": {"not_versioned":)"
            R"( true, "versions": {"Default": {"name": "Default", "use_extended_paths": true)";
        const std::string end =
            R"(}}}, "proxy": {"listen_path": "/a/", "target_url": "http://h/"}})";
        gateway.write("a.json", begin + R"(, "global_headers": {"A": "b"})" + end);
        QCOMPARE(gateway.start(), std::string());
        const Texts steps = gateway.engine().lastReport().apis.front().steps;
        const auto version = std::ranges::find(steps, "VersionCheck");
        const auto headers = std::ranges::find(steps, "RequestHeaderInjector");
        QVERIFY(version != steps.end() && headers != steps.end());
        QVERIFY(version < headers);   // as they run
        gateway.write("a.json", "{"); // what served goes on
        QCOMPARE(gateway.engine().reload().apis.front().steps, steps);
        gateway.write("a.json", begin + end);
        const ReloadReport without = gateway.engine().reload();
        QVERIFY(std::ranges::find(without.apis.front().steps, "RequestHeaderInjector") ==
                without.apis.front().steps.end());
        QVERIFY(!without.apis.front().steps.empty());
    }

    void keepsServingWhatBroke()
    {
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", originUrl(origin)});
        QCOMPARE(gateway.start(), std::string());
        QVERIFY(gateway.get("/a/").ends_with("origin"));
        for (const char *text : {"{", "[]", R"({"api_id": "a", "proxy": {"listen_path": ""}})",
                                 R"({"api_id": "a", "proxy": {"listen_path": 7}})"}) {
            gateway.write("a.json", text);
            gateway.engine().reload();
            QCOMPARE(gateway.state("a.json"), std::string("kept_old"));
            QVERIFY(gateway.get("/a/").ends_with("origin"));
        }
        gateway.remove("a.json");
        gateway.engine().reload();
        QVERIFY(gateway.get("/a/").starts_with("HTTP/1.1 404 "));
    }

    // It was never served, but people want to read it, mend it, or remove it.
    void findsWhatIsBrokenFromTheStart()
    {
        EngineUnderTest gateway;
        gateway.write("a.json", "{\"api_id\": \"a\",");
        gateway.write("other.json", R"({"api_id": "b", "proxy": {"listen_path": 7}})");
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("a.json"), std::string("failed"));
        Engine &engine = gateway.engine();
        QVERIFY(engine.definition("a"));
        QCOMPARE(engine.definition("a")->text, std::string("{\"api_id\": \"a\","));
        QCOMPARE(engine.definition("b")->file, std::string("other.json"));
        QVERIFY(!engine.definition("other"));
        QVERIFY(!engine.definition("c"));

        const Definition mended{"a", "/a/"};
        QVERIFY(engine.writeDefinition("a", mended.text()));
        QCOMPARE(gateway.state("a.json"), std::string("loaded"));
        QVERIFY(engine.removeDefinition("b"));
        QVERIFY(!engine.definition("b"));
        QVERIFY(!std::filesystem::exists(gateway.apps() / "other.json"));
    }

    void servesWithoutAHookThatIsMissing()
    {
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", "http://127.0.0.1:9/",
                       ",'custom_middleware':{'driver':'goplugin','pre':[{'name':'F',"
                       "'path':'plugins/absent.so'}]}"});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("a.json"), std::string("degraded"));
        QVERIFY(gateway.problems("a.json").find("absent") != std::string::npos);
        QVERIFY(gateway.get("/a/").starts_with("HTTP/1.1 500 "));
        QVERIFY(gateway.engine().reload().hasFailures); // and again, though the text is the same
        QCOMPARE(gateway.state("a.json"), std::string("degraded"));
    }

    // What refuses every request is degraded at every reload, not only at the first.
    void staysDegradedWhileUnchanged()
    {
        EngineUnderTest gateway;
        Definition definition{"a", "/a/"};
        std::string text = definition.text();
        const std::string keyless = "\"use_keyless\":true";
        text.replace(text.find(keyless), keyless.size(),
                     "\"use_keyless\":false,\"enable_jwt\":true");
        gateway.write("a.json", text);
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("a.json"), std::string("degraded"));
        QVERIFY(gateway.engine().reload().hasFailures);
        QCOMPARE(gateway.state("a.json"), std::string("degraded"));
        QVERIFY(!gateway.problems("a.json").empty());
    }

    // Whatever else a reload is about, what has no effect is told as long as it serves.
    void tellsRemarksWhileUnchanged()
    {
        EngineUnderTest gateway;
        gateway.write(
            {"a", "/a/", "http://127.0.0.1:9/", ",'global_rate_limit':{'rate':1,'per':1}"});
        QCOMPARE(gateway.start(), std::string());
        const std::string told = gateway.problems("a.json");
        QVERIFY2(told.find("global_rate_limit") != std::string::npos, told.c_str());
        gateway.write({"b", "/b/", "http://127.0.0.1:9/"});
        gateway.log().setLevel(gw::LogLevel::Warning);
        int logged = 0;
        const int listener = gateway.log().addListener([&logged](const gw::LogRecord &record) {
            logged += record.message.find("global_rate_limit") == std::string::npos ? 0 : 1;
        });
        for (int reload = 0; reload < 2; ++reload) {
            QVERIFY(!gateway.engine().reload().hasFailures);
            QCOMPARE(gateway.state("a.json"), std::string("unchanged"));
            QCOMPARE(gateway.problems("a.json"), told);
        }
        gateway.log().flush();
        QCOMPARE(logged, 0); // once for each load
        gateway.write(
            {"a", "/a/", "http://127.0.0.1:9/", ",'global_rate_limit':{'rate':2,'per':1}"});
        gateway.engine().reload();
        gateway.log().flush();
        QCOMPARE(logged, 1);
        gateway.log().removeListener(listener);
        gateway.write({"a", "/a/", "http://127.0.0.1:9/"}); // mended
        gateway.engine().reload();
        QCOMPARE(gateway.problems("a.json"), std::string());
    }

    void renamesCollisions()
    {
        LyingOrigin first({named("first")});
        LyingOrigin second({named("second")});
        EngineUnderTest gateway;
        gateway.write({"b", "/same/", originUrl(first)});
        QCOMPARE(gateway.start(), std::string());
        gateway.write({"a", "/same/", originUrl(second)}); // sorts first, but b was serving
        gateway.engine().reload();
        QVERIFY(gateway.get("/same/").ends_with("first"));
        QVERIFY(gateway.get("/same/-a").ends_with("second"));
        QVERIFY(gateway.problems("a.json").find("Listen path collision, changed to /same/-a") !=
                std::string::npos);
        QVERIFY(gateway.engine().reload().hasFailures); // it goes on being somebody's to mend
        QVERIFY(gateway.get("/same/").ends_with("first"));
        gateway.remove("b.json");
        QVERIFY(!gateway.engine().reload().hasFailures);
        QVERIFY(gateway.get("/same/").ends_with("second"));
    }

    // Without enable_custom_domains a domain does not tell two paths apart.
    void comparesDomainsOnlyWhereTheyCount()
    {
        for (const bool usesDomains : {false, true}) {
            EngineUnderTest gateway;
            gateway.config->enableCustomDomains = usesDomains;
            gateway.write({"a", "/same/", "http://127.0.0.1:9/", ",'domain':'a.example'"});
            gateway.write({"b", "/same/", "http://127.0.0.1:9/", ",'domain':'b.example'"});
            QCOMPARE(gateway.start(), std::string());
            QCOMPARE(gateway.problems("b.json").find("collision") == std::string::npos,
                     usesDomains);
            // Tyk says nothing of it.
            QCOMPARE(gateway.problems("a.json").find("enable_custom_domains") == std::string::npos,
                     usesDomains);
        }
    }

    // It is served all the same, as in Tyk.
    void warnsOfMisspeltKeys()
    {
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", "http://127.0.0.1:9/",
                       ",'enable_detailed_recordng':true,'newer_than_this_engine':1,"
                       "'config_data':{'nam':1}",
                       ",'use_extended_paths':true,'extended_paths':{'white_lst':[]}"});
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.state("a.json"), std::string("loaded"));
        QVERIFY(!gateway.engine().lastReport().hasFailures);
        const std::string told = gateway.problems("a.json");
        QCOMPARE(told,
                 std::string("/version_data/versions/Default/extended_paths/white_lst: Nothing "
                             "reads \"white_lst\"; it is kept as it is. Did you mean "
                             "\"white_list\"?\n"
                             "/enable_detailed_recordng: Nothing reads "
                             "\"enable_detailed_recordng\"; it is kept as it is. Did you mean "
                             "\"enable_detailed_recording\"?\n"));
        gateway.engine().reload();
        QCOMPARE(gateway.problems("a.json"), told);
        const auto built = gateway.engine().writeDefinition(
            "b", Definition{"b", "/b/", "http://127.0.0.1:9/", ",'domian':''"}.text());
        QVERIFY(built);
        QVERIFY(gateway.problems("b.json").find("Did you mean \"domain\"?") != std::string::npos);

        std::string problem; // of one that is only tried out
        DebugRequest request{
            .definitionJson = Definition{"c", "/c/", "http://127.0.0.1:9/", ",'domian':''"}.text(),
            .method = "GET",
            .path = "/",
            .headers = {},
            .body = {}};
        gateway.engine().debug(std::move(request), [&problem](gw::Expected<DebugResult> result) {
            problem = result && !result->problems.empty() ? result->problems.front() : "none";
        });
        QTRY_VERIFY_WITH_TIMEOUT(!problem.empty(), 20'000);
        QVERIFY2(problem.starts_with("/domian: "), problem.c_str());
    }

    void requestsUnderWayEndOnTheOldSnapshot()
    {
        std::promise<void> asked;
        std::promise<void> go;
        LyingOrigin slow({[&](OriginPeer &peer) {
            peer.readHead();
            asked.set_value();
            go.get_future().wait();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
        }});
        LyingOrigin other({named("new")});
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", originUrl(slow)});
        QCOMPARE(gateway.start(), std::string());
        gw::http::test::WireClient client(gateway.port());
        client.send("GET /a/ HTTP/1.1\r\nHost: h\r\n\r\n");
        asked.get_future().wait();
        gateway.write({"a", "/a/", originUrl(other)});
        gateway.engine().reload();
        QVERIFY(gateway.get("/a/").ends_with("new"));
        go.set_value();
        QVERIFY(client.readResponse().ends_with("old"));
    }

    void writesAndRemovesDefinitions()
    {
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        QCOMPARE(gateway.start(), std::string());
        const Definition definition{"a", "/a/", originUrl(origin)};
        QVERIFY(gateway.engine().writeDefinition("a", definition.text()));
        QVERIFY(gateway.get("/a/").ends_with("origin"));
        QCOMPARE(gateway.engine().definition("a")->text, definition.text());
        QVERIFY(!gateway.engine().writeDefinition("a", "{"));
        QVERIFY(!gateway.engine().writeDefinition("a", Definition{"a", ""}.text()));
        QCOMPARE(gateway.engine().definition("a")->text, definition.text());
        QVERIFY(gateway.get("/a/").ends_with("origin"));
        QVERIFY(gateway.engine().removeDefinition("a"));
        QVERIFY(gateway.get("/a/").starts_with("HTTP/1.1 404 "));
        QVERIFY(!gateway.engine().removeDefinition("a"));
    }

    void survivesAFolderThatCannotBeRead()
    {
        LyingOrigin origin({named("origin")});
        EngineUnderTest gateway;
        gateway.write({"a", "/a/", originUrl(origin)});
        QCOMPARE(gateway.start(), std::string());
        std::filesystem::remove_all(gateway.apps());
        QVERIFY(gateway.engine().reload().hasFailures);
        QVERIFY(gateway.get("/a/").ends_with("origin"));
        QCOMPARE(gateway.engine().lastReport().generation, 1U);
    }
};

GW_TEST(ReloadTest)
#include "reload_test.moc"
