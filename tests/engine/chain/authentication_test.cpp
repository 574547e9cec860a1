// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/auth_token.h"
#include "chain/token_forms.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;
using gw::request::Session;

namespace {

std::string versionedApi()
{
    return "{'name':'x','api_id':'x','org_id':'default','proxy':{'listen_path':'/x/"
           "','target_url':'http://h/'},"
           "'definition':{'location':'header','key':'v'},'version_data':{'not_versioned':false,"
           "'versions':{'v1':{'name':'v1'},'v2':{'name':'v2'}}}}";
}

} // namespace

class AuthenticationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheCredential_data()
    {
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("cookie");
        QTest::addColumn<int>("status");
        QTest::newRow("header") << "{}" << "/x/" << "key1" << "" << 200;
        QTest::newRow("bearer") << "{}" << "/x/" << "bEARER key1" << "" << 200;
        QTest::newRow("missing") << "{}" << "/x/" << "" << "" << 401;
        QTest::newRow("only bearer") << "{}" << "/x/" << "Bearer " << "" << 401;
        QTest::newRow("unknown") << "{}" << "/x/" << "key2" << "" << 403;
        QTest::newRow("too short") << "{}" << "/x/" << "k" << "" << 403;
        QTest::newRow("param not asked") << "{}" << "/x/?Authorization=key1" << "" << "" << 401;
        QTest::newRow("param") << "{'use_param':true}" << "/x/?Authorization=key%31" << "" << ""
                               << 200;
        QTest::newRow("param name")
            << "{'use_param':true,'param_name':'k'}" << "/x/?k=key1" << "" << "" << 200;
        QTest::newRow("param overrides")
            << "{'use_param':true,'param_name':'k'}" << "/x/?k=key2" << "key1" << "" << 403;
        QTest::newRow("empty param does not")
            << "{'use_param':true,'param_name':'k'}" << "/x/?k=" << "key1" << "" << 200;
        QTest::newRow("cookie") << "{'use_cookie':true,'cookie_name':'c'}" << "/x/" << ""
                                << "a=b; c=key1" << 200;
        QTest::newRow("cookie overrides")
            << "{'use_cookie':true,'cookie_name':'c'}" << "/x/" << "key1"
            << "c=key2" << 403;
        QTest::newRow("header off")
            << "{'disable_header':true,'use_cookie':true}" << "/x/" << "key1"
            << "" << 401;
    }
    void findsTheCredential()
    {
        QFETCH(QString, config);
        QFETCH(QString, target);
        QFETCH(QString, header);
        QFETCH(QString, cookie);
        QFETCH(int, status);
        ApiUnderTest api(protectedApi("'auth_configs':{'authToken':" + config.toStdString() + "}"));
        api.sessions.sessions["key1"] = Session();
        api.sessions.sessions["k"] = Session();
        QCOMPARE(api.build(), std::string());
        api.prepare = [&](Run &run) {
            if (!header.isEmpty()) {
                run.exchange.request().fields.add("Authorization", header.toStdString());
            }
            if (!cookie.isEmpty()) {
                run.exchange.request().fields.add("Cookie", cookie.toStdString());
            }
        };
        const auto run = api.run("GET", target.toStdString());
        QCOMPARE(run->status, status);
        if (status == 401) {
            QCOMPARE(run->message, std::string("Authorization field missing"));
        } else if (status == 403) {
            QCOMPARE(run->message, std::string("Access to this API has been disallowed"));
            QVERIFY(!run->context.session);
        } else {
            QCOMPARE(run->context.authToken, std::string("key1"));
            QVERIFY(run->context.session.has_value());
        }
    }

    void takesMessagesFromTheConfiguration()
    {
        ApiUnderTest api(protectedApi());
        api.config.overrideMessages["auth.auth_field_missing"] = {"Where is it?", 499};
        api.config.overrideMessages["auth.key_not_found"] = {"", 200};
        QCOMPARE(api.build(), std::string());
        const auto missing = api.run("GET", "/x/");
        QCOMPARE(missing->status, 499);
        QCOMPARE(missing->message, std::string("Where is it?"));
        QCOMPARE(api.run("GET", "/x/", {{"Authorization", "nope"}})->status, 403);
    }

    void looksUpEveryFormOfAKey()
    {
        gw::spec::GatewayConfig config;
        using Forms = std::vector<std::string>;
        QCOMPARE(TokenForms(config, "org").candidates("key"), (Forms{"orgkey", "key"}));
        QCOMPARE(TokenForms(config, "org").candidates("orgkey"), Forms{"orgkey"});
        config.hashKeyFunction = "murmur64";
        config.hashKeyFunctionFallback = {"", "murmur64"};
        const std::string token = TokenForms::token("org", "key", "murmur64");
        // base64 of {"org":"org","id":"key","h":"murmur64"}
        QCOMPARE(token, std::string("eyJvcmciOiJvcmciLCJpZCI6ImtleSIsImgiOiJtdXJtdXI2NCJ9"));
        QCOMPARE(TokenForms(config, "org").candidates("key"), (Forms{token, "key", "orgkey"}));
        QCOMPARE(TokenForms(config, "org").candidates(token), Forms{token});
    }

    void findsKeysUnderTheirOrganisation()
    {
        ApiUnderTest api(protectedApi());
        api.sessions.sessions["defaultkey1"] = Session();
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Authorization", "key1"}});
        QCOMPARE(run->status, 200);
        QCOMPARE(run->context.authToken, std::string("defaultkey1"));
        QCOMPARE(run->context.session->keyId, std::string("defaultkey1"));
    }

    void refusesDeadKeys_data()
    {
        QTest::addColumn<QString>("session");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::newRow("alive") << "{\"expires\":0}" << 200 << "";
        QTest::newRow("never") << "{\"expires\":-1}" << 200 << "";
        QTest::newRow("later") << "{\"expires\":32503680000}" << 200 << "";
        QTest::newRow("expired") << "{\"expires\":1}" << 401 << "Key has expired, please renew";
        QTest::newRow("inactive") << "{\"is_inactive\":true}" << 403
                                  << "Key is inactive, please renew";
    }
    void refusesDeadKeys()
    {
        QFETCH(QString, session);
        QFETCH(int, status);
        QFETCH(QString, message);
        ApiUnderTest api(protectedApi());
        api.sessions.sessions["key1"] = *Session::fromJson(session.toStdString());
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Authorization", "key1"}});
        QCOMPARE(run->status, status);
        QCOMPARE(run->message, message.toStdString());
    }

    void checksAccessRights_data()
    {
        QTest::addColumn<QString>("rights");
        QTest::addColumn<QString>("message");
        const char *const api = "Access to this API has been disallowed";
        const char *const resource = "Access to this resource has been disallowed";
        QTest::newRow("none") << "{}" << "";
        // Policies may give rights to other APIs: they are not read, so they give none.
        QTest::newRow("policies") << "{},\"apply_policies\":[\"gold\"]" << api;
        QTest::newRow("policies beside rights")
            << "{\"x\":{\"versions\":[\"v1\"]}},\"apply_policies\":[\"gold\"]" << "";
        QTest::newRow("this API") << "{\"x\":{\"versions\":[\"v1\"]}}" << "";
        QTest::newRow("other API") << "{\"y\":{\"versions\":[\"v1\"]}}" << api;
        QTest::newRow("other version") << "{\"x\":{\"versions\":[\"v2\"]}}" << api;
        QTest::newRow("unreadable") << "{\"x\":7}" << api;
        QTest::newRow("allowed url") << "{\"x\":{\"versions\":[\"v1\"],\"allowed_urls\":[{\"url\":"
                                        "\"/a/(b|c)\",\"methods\":[\"GET\"]}]}}"
                                     << "";
        QTest::newRow("other method") << "{\"x\":{\"versions\":[\"v1\"],\"allowed_urls\":[{\"url\":"
                                         "\"/a\",\"methods\":[\"PUT\"]}]}}"
                                      << resource;
        QTest::newRow("other url") << "{\"x\":{\"versions\":[\"v1\"],\"allowed_urls\":[{\"url\":\"/"
                                      "z\",\"methods\":[\"GET\"]}]}}"
                                   << resource;
        QTest::newRow("broken pattern") << "{\"x\":{\"versions\":[\"v1\"],\"allowed_urls\":[{"
                                           "\"url\":\"/a(\",\"methods\":[\"GET\"]}]}}"
                                        << resource;
    }
    void checksAccessRights()
    {
        QFETCH(QString, rights);
        QFETCH(QString, message);
        ApiUnderTest api(versionedApi());
        api.sessions.sessions["key1"] =
            *Session::fromJson("{\"access_rights\":" + rights.toStdString() + "}");
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/a/b", {{"Authorization", "key1"}, {"v", "v1"}});
        QCOMPARE(run->status, message.isEmpty() ? 200 : 403);
        QCOMPARE(run->message, message.toStdString());
    }

    void skipsBuiltInAuthOnIgnoredPaths()
    {
        ApiUnderTest api(protectedApi({}, "'ignored':[{'path':'/free','method':'GET'}]"));
        QCOMPARE(api.build(), std::string());
        QCOMPARE(api.run("GET", "/x/free")->status, 200);
        QCOMPARE(api.run("GET", "/x/paid")->status, 401);
    }

    void stripsCredentials()
    {
        ApiUnderTest api(protectedApi(
            "'strip_auth_data':true,'auth_configs':{'authToken':{'auth_header_name':'X-Key',"
            "'use_param':true,'param_name':'k','use_cookie':true,'cookie_name':'c'}}"));
        api.sessions.sessions["key1"] = Session();
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/?a=1&k=key1&b=2",
                                 {{"x-key", "key1"}, {"Cookie", "u=1; c=key1; w=2"}});
        QCOMPARE(run->status, 200);
        QCOMPARE(run->requestField("X-Key"), std::string());
        QCOMPARE(run->requestField("Cookie"), std::string("u=1; w=2"));
        QCOMPARE(run->exchange.request().target, std::string_view("/x/?a=1&b=2"));
    }

    void keepsTheCredentialOtherwise()
    {
        ApiUnderTest api(protectedApi());
        api.sessions.sessions["key1"] = Session();
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Authorization", "key1"}});
        QCOMPARE(run->requestField("Authorization"), std::string("key1"));
    }
};

GW_TEST(AuthenticationTest)
#include "authentication_test.moc"
