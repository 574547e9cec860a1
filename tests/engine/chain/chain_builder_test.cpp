// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/chain_builder.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

constexpr const char *kEverything =
    "'CORS':{'enable':true},'allowed_ips':['192.0.2.0/24'],'blacklisted_ips':['10.0.0.1'],"
    "'enable_context_vars':true,'strip_auth_data':true,'custom_plugin_auth_enabled':true,"
    "'custom_middleware':{'driver':'goplugin','pre':[{'name':'Pre','path':'p.so'},"
    "{'name':'Off','path':'p.so','disabled':true}],'auth_check':{'name':'Auth','path':'p.so'},"
    "'post_key_auth':[{'name':'Key','path':'p.so'}],'post':[{'name':'Post','path':'p.so'}],"
    "'response':[{'name':'Resp','path':'p.so'}]},"
    "'response_processors':[{'name':'header_injector','options':{'add_headers':{'A':'b'}}}]";

constexpr const char *kEveryPath =
    "'size_limits':[{'path':'/','method':'POST','size_limit':5}],"
    "'track_endpoints':[{'path':'/','method':'GET'}],"
    "'validate_json':[{'path':'/','method':'POST','schema':{'type':'object'}}],"
    "'transform_headers':[{'path':'/','method':'GET','add_headers':{'a':'b'}}],"
    "'url_rewrites':[{'path':'/','method':'GET','match_pattern':'a','rewrite_to':'b'}],"
    "'method_transforms':[{'path':'/','method':'GET','to_method':'POST'}],"
    "'hard_timeouts':[{'path':'/','method':'GET','timeout':3}],"
    "'go_plugin':[{'path':'/','method':'GET','plugin_path':'e.so','func_name':'Endpoint'}]";

} // namespace

class ChainBuilderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTyksOrder()
    {
        std::string json = keyless(kEverything, kEveryPath);
        const std::string open = "'use_keyless':true";
        json.replace(json.find(open), open.size(), "'use_keyless':false");
        ApiUnderTest api(json);
        for (const char *name : {"Pre", "Auth", "Key", "Post", "Resp", "Endpoint"}) {
            api.hooks.hooks[name] = std::make_shared<FakeHook>();
        }
        QCOMPARE(api.build(), std::string());
        QVERIFY(!api.built().isDegraded);
        QCOMPARE(api.stepNames(),
                 std::string("VersionCheck CORSMiddleware GoPluginMiddleware:p.so:Pre "
                             "IPWhiteListMiddleware IPBlackListMiddleware "
                             "RequestSizeLimitMiddleware MiddlewareContextVars "
                             "TrackEndpointMiddleware GoPluginMiddleware:p.so:Auth "
                             "GoPluginMiddleware:p.so:Key StripAuth KeyExpired AccessRightsCheck "
                             "GranularAccessMiddleware ValidateJSON RequestHeaderInjector "
                             "URLRewriteMiddleware TransformMethod GoPluginMiddleware: : "
                             "GoPluginMiddleware:p.so:Post HardTimeout"));
        QCOMPARE(api.built().chain.response.size(), std::size_t(2));
        QCOMPARE(api.built().chain.response[0]->name(), std::string_view("ResponseHeaderInjector"));
        QCOMPARE(api.built().chain.response[1]->name(),
                 std::string_view("GoPluginMiddleware:p.so:Resp"));
    }

    void leavesOutWhatIsNotAskedFor()
    {
        ApiUnderTest api(keyless("'custom_plugin_auth_enabled':true,'custom_middleware':{"
                                 "'driver':'goplugin','auth_check':{'name':'Auth','path':'p.so'},"
                                 "'post_key_auth':[{'name':'Key','path':'p.so'}]}"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.stepNames(), std::string("VersionCheck"));
        QVERIFY(!api.built().isDegraded);
    }

    void protectsAnApiWithoutMethodByTokens_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("auth");
        QTest::newRow("nothing") << "" << "AuthKey";
        QTest::newRow("empty auth_check") << "'custom_plugin_auth_enabled':true,'custom_middleware'"
                                             ":{'driver':'goplugin','auth_check':{}}"
                                          << "AuthKey";
        QTest::newRow("only a name") << "'use_go_plugin_auth':true,'custom_middleware':{'driver':'"
                                        "goplugin','auth_check':{'name':'A'}}"
                                     << "AuthKey";
        QTest::newRow("disabled")
            << "'custom_plugin_auth_enabled':true,'custom_middleware':{'driver':'goplugin',"
               "'auth_check':{'name':'A','path':'p.so','disabled':true}}"
            << "AuthKey";
        QTest::newRow("switched off")
            << "'custom_middleware':{'driver':'goplugin','auth_check':{'name':'A','path':'p.so'}}"
            << "AuthKey";
        QTest::newRow("custom")
            << "'enable_coprocess_auth':true,'custom_middleware':{'driver':'goplugin',"
               "'auth_check':{'name':'A','path':'p.so'}}"
            << "GoPluginMiddleware:p.so:A";
        QTest::newRow("both")
            << "'use_standard_auth':true,'custom_plugin_auth_enabled':true,'custom_middleware':{"
               "'driver':'goplugin','auth_check':{'name':'A','path':'p.so'}}"
            << "GoPluginMiddleware:p.so:A AuthKey";
    }
    void protectsAnApiWithoutMethodByTokens()
    {
        QFETCH(QString, members);
        QFETCH(QString, auth);
        ApiUnderTest api(protectedApi(members.toStdString()));
        api.hooks.hooks["A"] = std::make_shared<FakeHook>();
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.stepNames(), "VersionCheck " + auth.toStdString() +
                                      " KeyExpired AccessRightsCheck GranularAccessMiddleware");
    }

    void refusesWhatItCannotProtect_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *member, const char *feature) {
            QTest::newRow(feature)
                << member
                << (std::string(feature) + " is not supported yet: the API refuses requests")
                       .c_str();
        };
        row("'enable_jwt':true", "enable_jwt");
        row("'use_basic_auth':true", "use_basic_auth");
        row("'enable_signature_checking':true", "enable_signature_checking");
        row("'use_oauth2':true", "use_oauth2");
        row("'use_openid':true", "use_openid");
        row("'use_mutual_tls_auth':true", "use_mutual_tls_auth");
        row("'pinned_public_keys':{'*':'id'}", "pinned_public_keys");
        row("'auth_configs':{'authToken':{'use_certificate':true}}",
            "auth_configs.authToken.use_certificate");
        row("'auth_configs':{'authToken':{'validate_signature':true}}",
            "auth_configs.authToken.validate_signature");
        QTest::newRow("missing hook")
            << "'custom_middleware':{'driver':'goplugin','pre':[{'name':'P','path':'p.so'}]}"
            << "Could not load plugin p.so:P, requests that pass it get 500: p.so: plugin file not "
               "found";
        QTest::newRow("other driver")
            << "'custom_middleware':{'driver':'otto','pre':[{'name':'P','path':'p.js'}]}"
            << "custom_middleware.driver \"otto\" is not supported, requests that pass P get 500";
    }
    void refusesWhatItCannotProtect()
    {
        QFETCH(QString, members);
        QFETCH(QString, problem);
        ApiUnderTest api(protectedApi(members.toStdString()));
        api.sessions.sessions["key1"] = gw::request::Session();
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.built().isDegraded);
        QCOMPARE(api.built().problems, std::vector<std::string>{problem.toStdString()});
        const auto run = api.run("GET", "/x/", {{"Authorization", "key1"}});
        QCOMPARE(run->status, 500);
        QCOMPARE(run->message, std::string("Internal Server Error"));
        QCOMPARE(run->context.error, problem.toStdString());
    }

    // Breakpoints at a slot stop at them too.
    void knowsTheSlotsOfMissingHooks_data()
    {
        QTest::addColumn<QByteArray>("driver");
        QTest::newRow("not found") << QByteArray("goplugin");
        QTest::newRow("other driver") << QByteArray("otto");
    }
    void knowsTheSlotsOfMissingHooks()
    {
        QFETCH(QByteArray, driver);
        ApiUnderTest api(keyless("'custom_middleware':{'driver':'" + driver.toStdString() +
                                 "','post':[{'name':'P','path':'p.so'}]}"));
        QCOMPARE(api.build(), std::string());
        const auto &steps = api.built().chain.request;
        QVERIFY(
            std::ranges::any_of(steps, [](const auto &step) { return step->slot() == "post"; }));
    }

    void refusesMutualTlsOnKeylessApisToo()
    {
        ApiUnderTest api(keyless("'use_mutual_tls_auth':true"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.run("GET", "/x/")->status, 500);
    }

    void answers503WithoutItsBundle()
    {
        ApiUnderTest api(keyless({}));
        api.missingBundle = "b.zip: Couldn't fetch bundle";
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.built().isDegraded);
        QCOMPARE(api.built().problems, std::vector<std::string>{api.missingBundle});
        const auto run = api.run("GET", "/x/");
        QCOMPARE(run->status, 503);
        QCOMPARE(run->message, std::string("Service Unavailable"));
        QCOMPARE(run->context.error, api.missingBundle);
    }

    void refusesOnlyTheEndpointOfAMissingHook()
    {
        ApiUnderTest api(keyless(
            {}, "'go_plugin':[{'path':'/a','method':'GET','plugin_path':'e.so','func_name':'E'}]"));
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.built().isDegraded);
        QCOMPARE(api.run("GET", "/x/a")->status, 500);
        QCOMPARE(api.run("GET", "/x/b")->status, 200);
    }

    void warnsOfWhatHasNoEffect()
    {
        ApiUnderTest api(
            keyless("'global_rate_limit':{'rate':5,'per':1},'cache_options':{'enable_cache':true},"
                    "'session_lifetime':60"));
        QCOMPARE(api.build(), std::string());
        QVERIFY(!api.built().isDegraded);
        const std::vector<std::string> problems{
            "global_rate_limit is not supported yet and has no effect",
            "cache_options is not supported yet and has no effect"};
        QCOMPARE(api.built().problems, problems);
    }

    // Fields that are not read otherwise.
    void warnsOfForeignFeatures_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("paths");
        QTest::addColumn<QString>("feature"); // empty: no warning
        const auto row = [](const char *members, const char *paths, const char *feature) {
            QTest::addRow("%s %s", members, paths)
                << QString::fromLatin1(members) << QString::fromLatin1(paths)
                << QString::fromLatin1(feature);
        };
        row("'graphql':{'enabled':true}", "", "graphql");
        row("'GraphQL':{'Enabled':true}", "", "graphql");
        row("'graphql':{'enabled':false},'upstream_certificates':{}", "", "");
        row("'graphql':null,'request_signing':7,'error_overrides':[]", "", "");
        row("'request_signing':{'is_enabled':true}", "", "request_signing");
        row("'upstream_auth':{'enabled':true}", "", "upstream_auth");
        row("'upstream_certificates':{'*':'id'}", "", "upstream_certificates");
        row("'upstream_certificates':{'*':'id'},'upstream_certificates_disabled':true", "", "");
        row("'pinned_public_keys':{'*':'id'},'certificate_pinning_disabled':true", "", "");
        row("'error_overrides':{'500':[]}", "", "error_overrides");
        row("'external_oauth':{'enabled':true}", "", "external_oauth");
        row("'enable_proxy_protocol':true", "", "enable_proxy_protocol");
        row("'enable_proxy_protocol':false,'certificates':[]", "", "");
        row("'certificates':['id']", "", "certificates");
        row("", "'virtual':[{'path':'/a','method':'GET'}]", "extended_paths.virtual");
        row("", "'virtual':[{'path':'/a','method':'GET','disabled':true}]", "");
        row("", "'transform_jq':[{'path':'/a','method':'GET'}]", "extended_paths.transform_jq");
    }
    void warnsOfForeignFeatures()
    {
        QFETCH(QString, members);
        QFETCH(QString, paths);
        QFETCH(QString, feature);
        ApiUnderTest api(keyless(members.toStdString(), paths.toStdString()));
        QCOMPARE(api.build(), std::string());
        std::vector<std::string> problems;
        if (!feature.isEmpty()) {
            problems.push_back(feature.toStdString() + " is not supported yet and has no effect");
        }
        QCOMPARE(api.built().problems, problems);
        QVERIFY(!api.built().isDegraded);
    }

    void warnsOfServiceDiscovery()
    {
        std::string definition = keyless();
        const std::string proxy = "'proxy':{";
        definition.insert(definition.find(proxy) + proxy.size(),
                          "'service_discovery':{'use_discovery_service':true},");
        ApiUnderTest api(definition);
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.built().problems.at(0),
                 std::string("proxy.service_discovery is not supported yet and has no effect"));
    }

    void failsOnWhatCouldOpenTheApi_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("paths");
        QTest::newRow("address") << "'blacklisted_ips':['10.0.0.300']" << "";
        QTest::newRow("schema")
            << "" << "'validate_json':[{'path':'/','method':'POST','schema':{'type':'nonsense'}}]";
        QTest::newRow("size pattern")
            << "" << "'size_limits':[{'path':'/(','method':'POST','size_limit':1}]";
        QTest::newRow("rewrite pattern")
            << ""
            << "'url_rewrites':[{'path':'/','method':'GET','match_pattern':'(','rewrite_to':'b'}]";
        QTest::newRow("header name")
            << ""
            << "'transform_headers':[{'path':'/','method':'GET','add_headers':{'a b':'c'}}]";
    }
    void failsOnWhatCouldOpenTheApi()
    {
        QFETCH(QString, members);
        QFETCH(QString, paths);
        ApiUnderTest api(keyless(members.toStdString(), paths.toStdString()));
        QVERIFY(!api.build().empty());
    }
};

GW_TEST(ChainBuilderTest)
#include "chain_builder_test.moc"
