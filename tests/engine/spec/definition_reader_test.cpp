// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_definitions.h"
#include "spec/definition_reader.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>
#include <QTemporaryDir>

#include <fstream>

using namespace gw::spec;
using gw::Expected;
using namespace std::chrono_literals;

namespace {

ApiDefinition read(std::string_view json)
{
    Expected<ApiDefinition> api = readDefinition(json, "api.json");
    if (!api) {
        qFatal("%s", api.error().text().c_str());
    }
    return std::move(*api);
}

} // namespace

class DefinitionReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheMinimalDefinition();
    void readsALargeDefinition();
    void readsEveryPathList();
    void matchesKeysRegardlessOfCase();
    void takesNullForZero();
    void foldsTheOlderAuthObject();
    void prefersTheNewerScopes();
    void readsDurations_data();
    void readsDurations();
    void namesPlaceOfWrongTypes_data();
    void namesPlaceOfWrongTypes();
    void neverShowsTexts();
    void substitutesSecrets();
    void keepsStructureWhateverSecretsHold();
    void readsSecretFilesBelowOneFolder();
};

void DefinitionReaderTest::readsTheMinimalDefinition()
{
    const ApiDefinition api = read(kMinimalDefinition);
    GW_COMPARE_TEXT(api.apiId, "x");
    GW_COMPARE_TEXT(api.proxy.listenPath, "/x/");
    GW_COMPARE_TEXT(api.proxy.targetUrl, "http://127.0.0.1:9000/");
    QVERIFY(api.proxy.stripListenPath);
    QVERIFY(api.authentication.useKeyless);
    QVERIFY(api.active);
    QVERIFY(api.versionData.notVersioned);
    QCOMPARE(api.versionData.versions.size(), std::size_t{1});
    GW_COMPARE_TEXT(api.versionData.versions[0].key, "Default");
    QVERIFY(api.versionData.versions[0].useExtendedPaths);
    GW_COMPARE_TEXT(api.configData, "");
}

void DefinitionReaderTest::readsALargeDefinition()
{
    const ApiDefinition api = read(kLargeDefinition);
    GW_COMPARE_TEXT(api.customMiddleware.driver, "goplugin");
    QCOMPARE(api.customMiddleware.pre.size(), std::size_t{2});
    GW_COMPARE_TEXT(api.customMiddleware.pre[1].name, "AddTraceId");
    QVERIFY(api.customMiddleware.pre[1].disabled);
    GW_COMPARE_TEXT(api.customMiddleware.authCheck.path, "plugins/auth.so");
    QCOMPARE(api.customMiddleware.response.size(), std::size_t{1});
    GW_COMPARE_TEXT(api.configData, R"({"limit": 1.50, "names": ["a"]})");
    QVERIFY(api.analyticsPlugin.enable);
    QCOMPARE(api.globalRateLimit.rate, 100.5);
    QVERIFY(api.cors.enable);
    QCOMPARE(api.cors.allowedOrigins.size(), std::size_t{2});
    QCOMPARE(api.cacheOptions.cacheTimeout, 60s);
    QCOMPARE(api.eventHandlers.at("AuthFailure").size(), std::size_t{1});
    GW_COMPARE_TEXT(api.eventHandlers.at("AuthFailure")[0].handlerMeta, R"({"prefix": "auth"})");
    QCOMPARE(api.uptimeTests.at(0).timeout, 1500ms);
    QVERIFY(api.uptimeTestsDisabled);
    GW_COMPARE_TEXT(api.responseProcessors.at(0).options, R"({"add_headers": {"x": "y"}})");
    GW_COMPARE_TEXT(api.proxy.transport.proxyUrl, "http://proxy:3128");
    QCOMPARE(api.proxy.transport.sslMinVersion, 771);
    GW_COMPARE_TEXT(api.definition.versions.at(1).first, "v2");
    GW_COMPARE_TEXT(api.definition.defaultVersion, "self");
    QCOMPARE(api.versionData.versions.size(), std::size_t{2});
    GW_COMPARE_TEXT(api.versionData.versions[0].name, "v2");
    QCOMPARE(api.versionData.versions[0].globalHeaders.size(), std::size_t{2});
    GW_COMPARE_TEXT(api.versionData.versions[0].globalHeaders[0].first, "x-zebra");
    QCOMPARE(api.versionData.versions[0].globalEnforceTimeout, 30s);
    GW_COMPARE_TEXT(api.versionData.versions[1].paths.whiteList.at(0), "/old");
    QCOMPARE(api.authentication.jwt.defaultPolicies.size(), std::size_t{1});
    QVERIFY(api.authentication.usesCustomPlugin());
}

void DefinitionReaderTest::readsEveryPathList()
{
    const ApiDefinition api = read(kPathsDefinition);
    const ExtendedPaths &paths = api.versionData.versions.at(0).extendedPaths;
    QVERIFY(paths.ignored.at(0).ignoreCase);
    GW_COMPARE_TEXT(paths.whiteList.at(0).methodActions.at(0).second.body, "hi");
    QVERIFY(paths.blackList.at(0).disabled);
    QCOMPARE(paths.mockResponse.at(0).code, 201);
    GW_COMPARE_TEXT(paths.mockResponse.at(0).headers.at(1).first, "B");
    GW_COMPARE_TEXT(paths.cache.at(0), "/cached");
    QCOMPARE(paths.advanceCacheConfig.at(0).timeout, 10s);
    GW_COMPARE_TEXT(paths.transform.at(0).templateMode, "blob");
    QCOMPARE(paths.transformResponse.size(), std::size_t{1});
    GW_COMPARE_TEXT(paths.transformHeaders.at(0).deleteHeaders.at(0), "X-Old");
    QCOMPARE(paths.transformResponseHeaders.size(), std::size_t{1});
    QCOMPARE(paths.hardTimeouts.at(0).limit, 5000ms);
    QCOMPARE(paths.hardTimeouts.at(1).limit, 500ms);
    QCOMPARE(paths.circuitBreakers.at(0).thresholdPercent, 0.5);
    const RewriteTrigger &trigger = paths.urlRewrites.at(0).triggers.at(0);
    QVERIFY(trigger.on == RewriteTrigger::Condition::Any);
    GW_COMPARE_TEXT(trigger.queryValMatches.at(0).second.matchRx, "^1$");
    QVERIFY(trigger.headerMatches.at(0).second.reverse);
    GW_COMPARE_TEXT(trigger.payloadMatches.matchRx, "x");
    QCOMPARE(paths.sizeLimits.at(0).sizeLimit, std::int64_t{1024});
    GW_COMPARE_TEXT(paths.methodTransforms.at(0).toMethod, "POST");
    QCOMPARE(paths.trackEndpoints.size(), std::size_t{1});
    QCOMPARE(paths.doNotTrackEndpoints.size(), std::size_t{1});
    GW_COMPARE_TEXT(paths.validateJson.at(0).schema, R"({"type": "object"})");
    QCOMPARE(paths.validateJson.at(0).errorResponseCode, 422);
    GW_COMPARE_TEXT(paths.validateJson.at(1).schema, R"({"type":"array"})");
    QCOMPARE(paths.validateJson.at(1).errorResponseCode, 400);
    QCOMPARE(paths.internal.size(), std::size_t{1});
    GW_COMPARE_TEXT(paths.goPlugin.at(0).funcName, "Sym");
    QCOMPARE(paths.rateLimit.at(0).per, 1.5);
}

void DefinitionReaderTest::matchesKeysRegardlessOfCase()
{
    const ApiDefinition api = read(
        R"({"API_ID":"a","Proxy":{"LISTEN_path":"/x"},"cors":{"Enable":true},"NAME":"m","name":"n","x":1,
            "version_data":{"versions":{"A":{},"a":{}}}})");
    GW_COMPARE_TEXT(api.apiId, "a");
    GW_COMPARE_TEXT(api.proxy.listenPath, "/x");
    QVERIFY(api.cors.enable);
    GW_COMPARE_TEXT(api.name, "n");
    QCOMPARE(api.versionData.versions.size(), std::size_t{2});
}

void DefinitionReaderTest::takesNullForZero()
{
    const ApiDefinition api = read(
        R"({"name":null,"active":null,"proxy":null,"tags":null,"config_data":null,
            "custom_middleware":{"pre":null,"auth_check":null},"allowed_ips":[null,"1.1.1.1"],
            "version_data":{"versions":{"a":null}},"event_handlers":{"events":null}})");
    GW_COMPARE_TEXT(api.name, "");
    QVERIFY(api.tags.empty());
    GW_COMPARE_TEXT(api.configData, "");
    QCOMPARE(api.allowedIps.size(), std::size_t{2});
    GW_COMPARE_TEXT(api.allowedIps[0], "");
    QCOMPARE(api.versionData.versions.size(), std::size_t{1});
}

void DefinitionReaderTest::foldsTheOlderAuthObject()
{
    const ApiDefinition api = read(
        R"({"auth":{"auth_header_name":"X-Old"},"auth_configs":{"jwt":{"auth_header_name":"X-Jwt"}}})");
    GW_COMPARE_TEXT(api.authentication.authConfigs.at("authToken").authHeaderName, "X-Old");
    GW_COMPARE_TEXT(api.authentication.authConfigs.at("jwt").authHeaderName, "X-Jwt");
    QVERIFY(read("{}").authentication.authConfigs.contains("authToken"));
    QVERIFY(!read("{}").authentication.authConfigs.contains("basic"));
}

void DefinitionReaderTest::prefersTheNewerScopes()
{
    const ApiDefinition api = read(
        R"({"jwt_scope_claim_name":"old","jwt_scope_to_policy_mapping":{"a":"p1"},
            "scopes":{"jwt":{"scope_claim_name":"new"}}})");
    GW_COMPARE_TEXT(api.authentication.jwt.scopes.scopeClaimName, "new");
    GW_COMPARE_TEXT(api.authentication.jwt.scopes.scopeToPolicy.at(0).second, "p1");
}

void DefinitionReaderTest::readsDurations_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<qint64>("milliseconds"); // -1: refused
    const auto row = [](const char *json, qint64 milliseconds) {
        QTest::newRow(json) << std::string(json) << milliseconds;
    };
    row("\"30s\"", 30000);
    row("\"1m30s\"", 90000);
    row("\"1.5h\"", 5400000);
    row("\"500ms\"", 500);
    row("\"\"", 0);
    row("\"0\"", 0);
    row("null", 0);
    row("2000000", 2);
    row("\"30\"", -1);
    row("\"s\"", -1);
    row("\"1 s\"", -1);
    row("\"1..5s\"", -1);
    row("\"99999999999h\"", -1);
    row("true", -1);
}

void DefinitionReaderTest::readsDurations()
{
    QFETCH(std::string, json);
    QFETCH(qint64, milliseconds);
    const Expected<ApiDefinition> api = readDefinition(
        R"({"version_data":{"versions":{"a":{"global_enforce_timeout":)" + json + "}}}}",
        "api.json");
    QCOMPARE(api.has_value(), milliseconds >= 0);
    if (api) {
        QCOMPARE(qint64{api->versionData.versions[0].globalEnforceTimeout.count()}, milliseconds);
    }
}

void DefinitionReaderTest::namesPlaceOfWrongTypes_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("where");
    QTest::addColumn<std::string>("what");
    const auto row = [](const char *json, const char *where, const char *what) {
        QTest::newRow(what) << std::string(json) << std::string(where) << std::string(what);
    };
    row("{\n  \"proxy\": {\n    \"strip_listen_path\": \"true\"}}", "api.json:3:26",
        "/proxy/strip_listen_path: expected true or false, found string");
    row(R"({"name": 7})", "api.json:1:10", "/name: expected a string, found number 7");
    row(R"({"listen_port": 1.5})", "api.json:1:17",
        "/listen_port: expected a whole number, found number 1.5");
    row(R"({"listen_port": 99999999999})", "api.json:1:17",
        "/listen_port: the number is out of range");
    row(R"({"tags": {}})", "api.json:1:10", "/tags: expected an array, found object");
    row(R"({"tags": ["a", 1]})", "api.json:1:16", "/tags/1: expected a string, found number 1");
    row(R"({"proxy": []})", "api.json:1:11", "/proxy: expected an object, found array");
    row(R"({"config_data": []})", "api.json:1:17", "/config_data: expected an object, found array");
    row(R"({"version_data":{"versions":{"a/b":{"extended_paths":{"mock_response":[{"code":"200"}]}}}}})",
        "api.json:1:80",
        "/version_data/versions/a~1b/extended_paths/mock_response/0/code: expected a whole number, "
        "found string");
    row("[]", "api.json:1:1", ": expected an object, found array");
    row("{\"a\":1,\"a\":2}", "api.json:1:8", "Key \"a\" stands twice in one object");
}

void DefinitionReaderTest::namesPlaceOfWrongTypes()
{
    QFETCH(std::string, json);
    QFETCH(std::string, where);
    QFETCH(std::string, what);
    const Expected<ApiDefinition> api = readDefinition(json, "api.json");
    QVERIFY(!api);
    GW_COMPARE_TEXT(api.error().where, where);
    GW_COMPARE_TEXT(api.error().what, what);
}

void DefinitionReaderTest::neverShowsTexts()
{
    const Expected<ApiDefinition> api = readDefinition(R"({"active": "hunter2"})", "api.json");
    QVERIFY(!api);
    QVERIFY(api.error().text().find("hunter2") == std::string::npos);
}

void DefinitionReaderTest::substitutesSecrets()
{
    SecretSources sources;
    sources.environment = [](std::string_view name) -> std::optional<std::string> {
        return name == "TARGET" ? std::optional<std::string>("http://a:1/") : std::nullopt;
    };
    sources.configured = [](std::string_view name) -> std::optional<std::string> {
        return name == "host" ? std::optional<std::string>("b") : std::nullopt;
    };
    const Expected<ApiDefinition> api = readDefinition(
        R"({"name":"env://NONE","slug":"xenv://TARGET","proxy":{"target_url":"env://TARGET",
            "target_list":["http://secrets://host","https://c/","env://TARGET"]}})",
        "api.json", sources);
    QVERIFY(api);
    GW_COMPARE_TEXT(api->name, "env://NONE");
    GW_COMPARE_TEXT(api->slug, "xenv://TARGET");
    GW_COMPARE_TEXT(api->proxy.targetUrl, "http://a:1/");
    GW_COMPARE_TEXT(api->proxy.targetList.at(0), "http://b");
    GW_COMPARE_TEXT(api->proxy.targetList.at(1), "https://c/");
    GW_COMPARE_TEXT(api->proxy.targetList.at(2), "http://a:1/");
    const SubstitutedText text =
        substituteSecrets(R"(["env://A","env://A","consul://x"])", sources);
    QCOMPARE(text.unresolved.size(), std::size_t{2});
    GW_COMPARE_TEXT(text.unresolved[0], "env://A");
    GW_COMPARE_TEXT(text.unresolved[1], "consul://x");
}

void DefinitionReaderTest::keepsStructureWhateverSecretsHold()
{
    const std::string secret = "a\",\"active\":true,\"x\":\"\\\n\x01";
    SecretSources sources;
    sources.environment = [&secret](std::string_view) {
        return std::optional(secret);
    };
    const Expected<ApiDefinition> api =
        readDefinition(R"({"name":"env://X"})", "api.json", sources);
    QVERIFY(api);
    QVERIFY(!api->active);
    GW_COMPARE_TEXT(api->name, secret);
}

void DefinitionReaderTest::readsSecretFilesBelowOneFolder()
{
    QTemporaryDir folder;
    const std::string root = folder.path().toStdString();
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("in")));
    std::ofstream(root + "/in/token") << "abc\n";
    std::ofstream(root + "/outside") << "no";
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("outside")),
                        folder.filePath(QStringLiteral("in/link"))));
    const SecretSources::Lookup lookup = filesBelow(root + "/in");
    GW_COMPARE_TEXT(lookup("token").value_or("-"), "abc");
    GW_COMPARE_TEXT(lookup(root + "/in/token").value_or("-"), "abc");
    QVERIFY(!lookup("../outside"));
    QVERIFY(!lookup("link"));
    QVERIFY(!lookup("/etc/hostname"));
    QVERIFY(!lookup("missing"));
    QVERIFY(!lookup("."));
}

GW_TEST(DefinitionReaderTest)
#include "definition_reader_test.moc"
