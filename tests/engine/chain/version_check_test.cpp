// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/version_check.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

std::string versioned(const std::string &definition, const std::string &defaultVersion = {},
                      const std::string &members = {})
{
    return "{'name':'x','api_id':'x','org_id':'o','use_keyless':true,'slug':'',"
           "'proxy':{'listen_path':'/x/','target_url':'http://127.0.0.1:9/'},'definition':" +
           definition + ",'version_data':{'not_versioned':false,'default_version':'" +
           defaultVersion +
           "','versions':{'v1':{'name':'v1','use_extended_paths':true},"
           "'v2':{'name':'v2','expires':'2001-01-01 00:00','use_extended_paths':true},"
           "'v3':{'name':'v3','expires':'2999-01-02 15:04','override_target':'http://other/',"
           "'use_extended_paths':true}}}" +
           members + "}";
}

std::string unversioned(const std::string &versions, const std::string &members = {})
{
    return "{'name':'x','api_id':'x','use_keyless':true,'proxy':{'listen_path':'/x/"
           "','target_url':'http://h/'},"
           "'version_data':{'not_versioned':true,'versions':" +
           versions + "}" + members + "}";
}

} // namespace

class VersionCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheVersionOfAnUnversionedApi_data()
    {
        QTest::addColumn<QString>("versions");
        QTest::addColumn<QString>("message");
        QTest::newRow("only one") << "{'any':{'name':'any'}}" << "";
        QTest::newRow("Default of two") << "{'Default':{'name':'Default'},'b':{'name':'b'}}" << "";
        QTest::newRow("none") << "{}"
                              << "No default API version for this non-versioned API found";
        QTest::newRow("two, no default")
            << "{'a':{'name':'a'},'b':{'name':'b'}}"
            << "No default API version for this non-versioned API found";
        QTest::newRow("ambiguous") << "{'Default':{'name':'Default'},'default':{'name':'default'}}"
                                   << "Ambiguous default API version for this non-versioned API";
    }
    void findsTheVersionOfAnUnversionedApi()
    {
        QFETCH(QString, versions);
        QFETCH(QString, message);
        ApiUnderTest api(unversioned(versions.toStdString()));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a");
        QCOMPARE(run->message, message.toStdString());
        QCOMPARE(run->status, message.isEmpty() ? 200 : 403);
        QCOMPARE(run->context.versionName, std::string_view());
    }

    // With skip_url_cleaning: lists hold for what the upstream may make of a path.
    void looksThroughUncleanPaths_data()
    {
        QTest::addColumn<QString>("lists");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isIgnored");
        const auto row = [](const char *lists, const char *target, int status,
                            bool isIgnored = false) {
            QTest::addRow("%s %s", lists, target)
                << QString::fromLatin1(lists) << QString::fromLatin1(target) << status << isIgnored;
        };
        const char *const black = "'black_list':[{'path':'/admin'}]";
        const char *const white = "'white_list':[{'path':'/open'}]";
        const char *const ignored = "'ignored':[{'path':'/open'}]";
        const char *const internal = "'internal':[{'path':'/admin','method':'GET'}]";
        row(black, "/x/admin", 403);
        row(black, "/x//admin", 403);
        row(black, "/x/./admin", 403);
        row(black, "/x/open/../admin", 403);
        row(black, "/x//open", 200);
        row(internal, "/x//admin", 403);
        row(white, "/x/open/a", 200);
        row(white, "/x/open//a", 200);
        row(white, "/x/open/../admin", 403);
        row(ignored, "/x/open//a", 200, true);
        row(ignored, "/x/open/../admin", 200, false);
    }
    void looksThroughUncleanPaths()
    {
        QFETCH(QString, lists);
        QFETCH(QString, target);
        QFETCH(int, status);
        QFETCH(bool, isIgnored);
        ApiUnderTest api(keyless({}, lists.toStdString()));
        api.config.httpServerOptions.enablePathPrefixMatching = true;
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", target.toStdString());
        QCOMPARE(run->status, status);
        QCOMPARE(run->context.isIgnored, isIgnored);
    }

    void findsTheRequestedVersion_data()
    {
        QTest::addColumn<QString>("definition");
        QTest::addColumn<QString>("defaultVersion");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("outcome"); // version, or message of a 403
        const char *const header = "{'location':'header','key':'x-version'}";
        const char *const param = "{'location':'url-param','key':'v'}";
        const char *const url = "{'location':'url'}";
        const char *const unknown = "This API version does not seem to exist";
        const char *const missing = "Version information not found";
        QTest::newRow("header") << header << "" << "/x/a" << "v1" << "v1";
        QTest::newRow("header missing") << header << "" << "/x/a" << "" << missing;
        QTest::newRow("header default") << header << "v1" << "/x/a" << "" << "v1";
        QTest::newRow("header unknown") << header << "v1" << "/x/a" << "v9" << unknown;
        QTest::newRow("fallback")
            << "{'location':'header','key':'x-version','fallback_to_default':true}" << "v1"
            << "/x/a" << "v9" << "v1";
        QTest::newRow("param") << param << "" << "/x/a?b=1&v=v%31" << "" << "v1";
        QTest::newRow("param missing") << param << "" << "/x/a" << "" << missing;
        QTest::newRow("url") << url << "" << "/x/v1/get" << "" << "v1";
        QTest::newRow("url alone") << url << "" << "/x/v1" << "" << "v1";
        QTest::newRow("url unknown") << url << "" << "/x/get" << "" << unknown;
        QTest::newRow("url empty") << url << "v1" << "/x/" << "" << "v1";
        QTest::newRow("pattern leaves other segments")
            << "{'location':'url','url_versioning_pattern':'^v[0-9]{1}$'}" << "v1" << "/x/get" << ""
            << "v1";
        QTest::newRow("expired")
            << header << "" << "/x/a" << "v2"
            << "Api Version has expired, please check documentation or contact "
               "administrator";
    }
    void findsTheRequestedVersion()
    {
        QFETCH(QString, definition);
        QFETCH(QString, defaultVersion);
        QFETCH(QString, target);
        QFETCH(QString, header);
        QFETCH(QString, outcome);
        ApiUnderTest api(versioned(definition.toStdString(), defaultVersion.toStdString()));
        QCOMPARE(api.build(), std::string());
        const std::string value = header.toStdString();
        const std::string url = target.toStdString();
        const auto run =
            value.empty() ? api.run("GET", url) : api.run("GET", url, {{"X-Version", value}});
        if (run->status == 403) {
            QCOMPARE(run->message, outcome.toStdString());
        } else {
            QCOMPARE(run->status, 200);
            QCOMPARE(std::string(run->context.versionName), outcome.toStdString());
        }
    }

    void tellsExpiryAndDefault()
    {
        ApiUnderTest api(versioned("{'location':'header','key':'x-version'}", "v3"));
        api.config.versionHeader = "X-Used-Version";
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a");
        QCOMPARE(run->status, 200);
        QCOMPARE(run->answerField("x-tyk-api-expires"),
                 std::string("Wed, 02 Jan 2999 15:04:00 UTC"));
        QCOMPARE(run->answerField("X-Used-Version"), std::string("v3"));
        const auto named = api.run("GET", "/x/a", {{"x-version", "v1"}});
        QCOMPARE(named->answerField("X-Used-Version"), std::string());
        QCOMPARE(named->answerField("x-tyk-api-expires"), std::string());
    }

    void stripsVersioningInformation()
    {
        ApiUnderTest header(
            versioned("{'location':'header','key':'x-version','strip_versioning_data':true}"));
        QCOMPARE(header.build(), std::string());
        QCOMPARE(header.run("GET", "/x/a", {{"X-Version", "v1"}})->requestField("x-version"),
                 std::string());

        ApiUnderTest param(
            versioned("{'location':'url-param','key':'v','strip_versioning_data':true}"));
        QCOMPARE(param.build(), std::string());
        QCOMPARE(param.run("GET", "/x/a?v=v1&b=%20")->exchange.request().target,
                 std::string_view("/x/a?b=%20"));

        ApiUnderTest url(versioned("{'location':'url','strip_path':true}"));
        QCOMPARE(url.build(), std::string());
        const auto run = url.run("GET", "/x/v1/get?a=1");
        QVERIFY(run->context.stripsVersionSegment);
        QCOMPARE(run->context.pathBehindVersion(), std::string_view("/get"));
        QCOMPARE(run->context.pathBehindListenPath(), std::string_view("/v1/get"));
    }

    void refusesAnExpiredApi()
    {
        ApiUnderTest api(
            unversioned("{'Default':{'name':'Default'}}", ",'expiration':'2001-01-01 00:00'"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(
            api.run("GET", "/x/")->message,
            std::string("API has expired, please check documentation or contact administrator"));
    }

    void followsTheListsInTheirOrder_data()
    {
        QTest::addColumn<QString>("paths");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>(
            "outcome"); // "allowed", "ignored", "forbidden", "mock <status> <body>"
        const char *const white =
            "'white_list':[{'path':'/get','method':'GET'},{'path':'/{id}/all'}]";
        const char *const black = "'black_list':[{'path':'/admin'}]";
        const char *const ignored = "'ignored':[{'path':'/health','method':'GET'}]";
        const char *const mock =
            "'mock_response':[{'path':'/"
            "mock','method':'GET','code':418,'body':'tea','headers':{'X-T':'1'}}]";
        QTest::newRow("nothing") << "" << "GET" << "/x/a" << "allowed";
        QTest::newRow("white hit, unanchored")
            << white << "GET" << "/x/widget/get-all" << "allowed";
        QTest::newRow("white method") << white << "POST" << "/x/get" << "forbidden";
        QTest::newRow("white miss") << white << "GET" << "/x/other" << "forbidden";
        QTest::newRow("white variable") << white << "PUT" << "/x/7/all" << "allowed";
        QTest::newRow("black") << black << "DELETE" << "/x/admin/users" << "forbidden";
        QTest::newRow("black escaped") << black << "GET" << "/x/%61dmin" << "forbidden";
        QTest::newRow("black, a byte that is no UTF-8")
            << "'black_list':[{'path':'/users/{id}/delete'}]" << "GET" << "/x/users/5%ff/delete"
            << "forbidden";
        QTest::newRow("black miss") << black << "GET" << "/x/a" << "allowed";
        QTest::newRow("black case counts") << black << "GET" << "/x/ADMIN" << "allowed";
        QTest::newRow("black ignore case")
            << "'black_list':[{'path':'/admin','ignore_case':true}]" << "GET" << "/x/ADMIN"
            << "forbidden";
        QTest::newRow("disabled") << "'black_list':[{'disabled':true,'path':'/admin'}]" << "GET"
                                  << "/x/admin" << "allowed";
        QTest::newRow("ignored") << ignored << "GET" << "/x/health" << "ignored";
        QTest::newRow("ignored method") << ignored << "POST" << "/x/health" << "allowed";
        QTest::newRow("ignored before black")
            << (std::string(ignored) + ",'black_list':[{'path':'/health'}]").c_str() << "GET"
            << "/x/health" << "ignored";
        QTest::newRow("mock") << mock << "GET" << "/x/mock" << "mock 418 tea";
        QTest::newRow("mock before black")
            << (std::string(mock) + ",'black_list':[{'path':'/mock'}]").c_str() << "GET"
            << "/x/mock" << "mock 418 tea";
        QTest::newRow("legacy reply")
            << "'white_list':[{'path':'/"
               "a','method_actions':{'GET':{'action':'reply','code':201,'data':'d'}}}]"
            << "GET" << "/x/a" << "mock 201 d";
        QTest::newRow("legacy other method")
            << "'white_list':[{'path':'/"
               "a','method_actions':{'GET':{'action':'reply','code':201,'data':'d'}}}]"
            << "POST" << "/x/a" << "forbidden";
        QTest::newRow("legacy no action")
            << "'ignored':[{'path':'/a','method_actions':{'GET':{'action':'no_action'}}}]" << "GET"
            << "/x/a" << "ignored";
        QTest::newRow("internal")
            << "'internal':[{'path':'/i','method':'GET'}],'ignored':[{'path':'/i'}]" << "GET"
            << "/x/i" << "forbidden";
    }
    void followsTheListsInTheirOrder()
    {
        QFETCH(QString, paths);
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(QString, outcome);
        ApiUnderTest api(keyless({}, paths.toStdString()));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run(method.toStdString(), target.toStdString());
        std::string actual = run->context.isIgnored ? "ignored" : "allowed";
        if (run->kind == StepResult::Kind::Fail) {
            QCOMPARE(run->message, std::string("Requested endpoint is forbidden"));
            QCOMPARE(run->status, 403);
            actual = "forbidden";
        } else if (run->kind == StepResult::Kind::Respond) {
            QVERIFY(run->context.doNotTrack);
            QCOMPARE(run->answerField("X-Generator"), std::string());
            actual = "mock " + std::to_string(run->status) + " " + run->body;
        }
        QCOMPARE(actual, outcome.toStdString());
    }

    void opensInternalPathsToLoops()
    {
        ApiUnderTest api(keyless({}, "'internal':[{'path':'/i','method':'GET'}]"));
        QCOMPARE(api.build(), std::string());
        api.prepare = [](Run &run) {
            run.context.loopLevel = 1;
        };
        QCOMPARE(api.run("GET", "/x/i")->status, 200);
    }

    void forgetsWhatAnotherApiIgnored()
    {
        ApiUnderTest api(keyless());
        QCOMPARE(api.build(), std::string());
        api.prepare = [](Run &run) {
            run.context.loopLevel = 1;
            run.context.isIgnored = true;
        };
        QVERIFY(!api.run("GET", "/x/i")->context.isIgnored);
    }

    void refusesMocksThatWouldSplitTheAnswer()
    {
        ApiUnderTest api(keyless(
            {}, "'mock_response':[{'path':'/m','method':'GET','headers':{'A':'b\\r\\nEvil: 1'}}]"));
        QVERIFY(!api.build().empty());
    }

    void readsLegacyPaths()
    {
        ApiUnderTest api(unversioned("{'D':{'name':'D','use_extended_paths':false,'paths':{'black_"
                                     "list':['/no'],'ignored':['/free']}}}"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.run("GET", "/x/no")->status, 403);
        QVERIFY(api.run("GET", "/x/free")->context.isIgnored);
    }

    void letsPreflightsPassTheLists()
    {
        ApiUnderTest api(keyless("'CORS':{'enable':true}", "'black_list':[{'path':'/a'}]"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.run("OPTIONS", "/x/a")->status, 403);
        const auto run = api.run(
            "OPTIONS", "/x/a", {{"Origin", "http://o"}, {"Access-Control-Request-Method", "GET"}});
        QCOMPARE(run->step, std::string("CORSMiddleware"));
        QCOMPARE(run->status, 204);
    }

    void refusesToBuildWithABrokenPattern()
    {
        ApiUnderTest api(keyless({}, "'black_list':[{'path':'/a('}]"));
        QVERIFY(!api.build().empty());
    }

    void namesOtherApis()
    {
        ApiUnderTest api(unversioned(
            "{'Default':{'name':'Default'}}",
            ",'definition':{'enabled':true,'name':'base','default':'self','location':'header',"
            "'key':'v','versions':{'next':'api2'}}"));
        QCOMPARE(api.build(), std::string());
        const auto own = api.run("GET", "/x/a");
        QCOMPARE(own->context.versionApi, std::string_view());
        QCOMPARE(own->context.versionName, std::string_view("base"));
        const auto other = api.run("GET", "/x/a%20b?c=1", {{"v", "next"}});
        QCOMPARE(other->context.versionApi, std::string_view("api2"));
        const auto unknown = api.run("GET", "/x/", {{"v", "nope"}});
        QCOMPARE(unknown->status, 404);
        QCOMPARE(unknown->message, std::string("This API version does not seem to exist"));
    }
};

GW_TEST(VersionCheckTest)
#include "version_check_test.moc"
