// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_definitions.h"
#include "spec/definition_checks.h"
#include "spec/definition_folder.h"
#include "spec/definition_reader.h"
#include "spec/unsupported.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>

#include <algorithm>

using namespace gw::spec;
using gw::Expected;

namespace {

// The sample with other values, each "pointer" and "JSON".
using Changes = std::vector<std::pair<std::string, std::string>>;

ApiDefinition changed(std::string_view sample, const Changes &changes)
{
    Expected<JsonDocument> document = JsonDocument::parse(std::string(sample));
    for (const auto &[pointer, json] : changes) {
        Expected<JsonDocument> next = document->withValue(pointer, json);
        if (!next) {
            qFatal("%s", next.error().text().c_str());
        }
        document = std::move(next);
    }
    Expected<ApiDefinition> api = readDefinition(*document);
    if (!api) {
        qFatal("%s", api.error().text().c_str());
    }
    return std::move(*api);
}

std::string listed(const std::vector<Finding> &findings)
{
    std::string text;
    for (const Finding &finding : findings) {
        text += std::string(toString(finding.severity)) + ' ' + finding.pointer + ": " +
                finding.message + '\n';
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Changes)

class DefinitionChecksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasNothingToSayOnSoundDefinitions();
    void finds_data();
    void finds();
    void findsInPaths_data();
    void findsInPaths();
    void staysQuiet_data();
    void staysQuiet();
    void prefixMatchingAnchorsPaths();
    void marksTheVersionThatAsksForIt();
    void findsClashes();
    void findsKeysThatDifferInCase();
    void judgesApiIds_data();
    void judgesApiIds();
    void judgesAddresses_data();
    void judgesAddresses();
};

void DefinitionChecksTest::hasNothingToSayOnSoundDefinitions()
{
    for (const std::string_view sample : {kMinimalDefinition, kLargeDefinition, kPathsDefinition}) {
        std::vector<Finding> findings = checkDefinition(changed(sample, {}));
        std::erase_if(findings,
                      [](const Finding &finding) { return finding.severity == Severity::Note; });
        GW_COMPARE_TEXT(listed(findings), "");
    }
}

void DefinitionChecksTest::finds_data()
{
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<std::string>("finding");
    const auto row = [](const char *name, const Changes &changes, const char *finding) {
        QTest::newRow(name) << changes << std::string(finding);
    };
    const char *hook = R"([{"name":"A","path":"a.so"}])";
    const char *check = R"({"name":"A","path":"a.so"})";
    const char *driver = "\"goplugin\"";
    row("no path", {{"/proxy/listen_path", "\"\""}},
        "error /proxy/listen_path: Listen path is empty");
    row("blank", {{"/proxy/listen_path", "\"  \""}},
        "error /proxy/listen_path: Listen path is empty");
    row("space", {{"/proxy/listen_path", "\"/a b\""}},
        "error /proxy/listen_path: Listen path holds");
    row("version without an API", {{"/definition", R"({"enabled": true, "versions": {"v2": ""}})"}},
        "error /definition/versions/v2: ");
    row("no slash", {{"/proxy/listen_path", "\"a\""}},
        "warning /proxy/listen_path: The listen path");
    row("braces", {{"/proxy/listen_path", "\"/{a\""}}, "error /proxy/listen_path: ");
    row("domain", {{"/domain", "\"{}.x\""}}, "error /domain: ");
    row("no id", {{"/api_id", "\"\""}}, "error /api_id: There is no API id");
    row("id", {{"/api_id", "\"../x\""}}, "error /api_id: The API id cannot be used");
    row("port", {{"/listen_port", "70000"}}, "error /listen_port: ");
    row("no target", {{"/proxy/target_url", "\"\""}}, "error /proxy/target_url: There is no");
    row("scheme", {{"/proxy/target_url", "\"ftp://x/\""}},
        "error /proxy/target_url: The target URL's scheme");
    row("no scheme", {{"/proxy/target_url", "\"localhost:80\""}},
        "error /proxy/target_url: The target URL has no scheme");
    row("no host", {{"/proxy/target_url", "\"http:///x\""}},
        "error /proxy/target_url: The target URL has no host");
    row("target port", {{"/proxy/target_url", "\"http://h:x/\""}},
        "error /proxy/target_url: The target URL's port");
    row("reference", {{"/proxy/target_url", "\"env://T\""}},
        "error /proxy/target_url: The reference");
    row("balance", {{"/proxy/enable_load_balancing", "true"}},
        "error /proxy/target_list: Load balancing");
    row("balance target",
        {{"/proxy/enable_load_balancing", "true"}, {"/proxy/target_list", "[\"h:1\",\"\"]"}},
        "error /proxy/target_list/1: ");
    row("keyless check",
        {{"/custom_middleware/auth_check", check}, {"/custom_middleware/driver", driver}},
        "warning /custom_middleware/auth_check: The API is keyless");
    row("keyless hook",
        {{"/custom_middleware/post_key_auth", hook}, {"/custom_middleware/driver", driver}},
        "warning /custom_middleware/post_key_auth: The API is keyless");
    row("check without path",
        {{"/use_keyless", "false"}, {"/custom_middleware/auth_check", R"({"name":"A"})"}},
        "warning /custom_middleware/auth_check: auth_check has no name or no path");
    row("check not on",
        {{"/use_keyless", "false"},
         {"/custom_middleware/auth_check", check},
         {"/custom_middleware/driver", driver}},
        "warning /custom_plugin_auth_enabled: ");
    row("on without check", {{"/use_keyless", "false"}, {"/use_go_plugin_auth", "true"}},
        "warning /custom_middleware/auth_check: Custom authentication");
    row("no driver", {{"/custom_middleware/pre", hook}},
        "warning /custom_middleware/driver: There are hooks");
    row("driver", {{"/custom_middleware/post", hook}, {"/custom_middleware/driver", "\"otto\""}},
        "warning /custom_middleware/driver: Driver \"otto\"");
    row("hook",
        {{"/custom_middleware/response", R"([{"name":"A"}])"},
         {"/custom_middleware/driver", driver}},
        "error /custom_middleware/response/0: ");
    row("sources", {{"/auth_configs/basic", R"({"disable_header":true})"}},
        "error /auth_configs/basic: All auth");
    row("body regex", {{"/basic_auth/body_user_regexp", "\"(\""}},
        "error /basic_auth/body_user_regexp: Invalid");
    row("address", {{"/allowed_ips", "[\"10.0.0.0/33\"]"}},
        "error /allowed_ips/0: invalid IP/CIDR \"10.0.0.0/33\"");
    row("blocked", {{"/blacklisted_ips", "[\"1.1.1.1\",\"x\"]"}}, "error /blacklisted_ips/1: ");
    row("name", {{"/version_data/versions/Default/name", "\"v1\""}},
        "warning /version_data/versions/Default/name: ");
    row("no version", {{"/version_data/versions", "{}"}},
        "error /version_data/versions: There is no version");
    row("override", {{"/version_data/versions/Default/override_target", "\"x\""}},
        "error /version_data/versions/Default/override_target: ");
    row("enforced", {{"/version_data/versions/Default/global_enforce_timeout", "\"-1s\""}},
        "error /version_data/versions/Default/global_enforce_timeout: ");
    row("location", {{"/version_data/not_versioned", "false"}}, "warning /definition/location: ");
    row("inactive", {{"/active", "false"}}, "note /active: ");
}

void DefinitionChecksTest::finds()
{
    QFETCH(Changes, changes);
    QFETCH(std::string, finding);
    const std::string findings = listed(checkDefinition(changed(kMinimalDefinition, changes)));
    QVERIFY2(('\n' + findings).find('\n' + finding) != std::string::npos, findings.c_str());
    // One mistake, one remark.
    QCOMPARE(std::ranges::count(findings, '\n'), 1);
}

void DefinitionChecksTest::findsInPaths_data()
{
    QTest::addColumn<std::string>("list");
    QTest::addColumn<std::string>("entry");
    QTest::addColumn<std::string>("finding");
    const auto row = [](const char *list, const char *entry, const char *finding) {
        QTest::addRow("%s %s", list, entry)
            << std::string(list) << std::string(entry) << std::string(finding);
    };
    row("white_list", R"({"path":"^/a("})", "error /path: Invalid");
    row("ignored", R"({"path":""})", "warning /path: An empty path");
    row("black_list", R"({"path":"/get"})", "note /path: The path may match anywhere");
    row("internal", R"({"path":"^/a{2}"})", "warning /path: A repeat count");
    row("mock_response", R"({"path":"^/a","code":0})", "warning /code: ");
    row("transform_headers", R"({"path":"^/a"})", "warning /method: ");
    row("size_limits", R"({"path":"^/a"})", "warning /method: ");
    row("hard_timeouts", R"({"path":"^/a","method":"GET","timeout":-1})", "error /timeout: ");
    row("circuit_breakers", R"({"path":"^/a","method":"GET","samples":1,"threshold_percent":50})",
        "warning /threshold_percent: ");
    row("url_rewrites", R"x({"path":"^/a","method":"GET","match_pattern":"(?=x)"})x",
        "error /match_pattern: Invalid");
    row("url_rewrites",
        R"({"path":"^/a","method":"GET","triggers":[{},{"options":{"header_matches":{"X/Y":{"match_rx":"["}}}}]})",
        "error /triggers/1/options/header_matches/X~1Y/match_rx: Invalid");
    row("url_rewrites",
        R"({"path":"^/a","method":"GET","triggers":[{"options":{"payload_matches":{"match_rx":"["}}}]})",
        "error /triggers/0/options/payload_matches/match_rx: Invalid");
    row("method_transforms", R"({"path":"^/a","method":"GET","to_method":"TRACE"})",
        "error /to_method: ");
    row("validate_json", R"({"path":"^/a","method":"POST","schema":{"type":"nothing"}})",
        "error /schema: ");
    row("go_plugin", R"({"path":"^/a","method":"GET","func_name":"F"})", "error /plugin_path: ");
    row("advance_cache_config", R"({"path":"^/a","cache_key_regex":"("})",
        "error /cache_key_regex: ");
}

void DefinitionChecksTest::findsInPaths()
{
    QFETCH(std::string, list);
    QFETCH(std::string, entry);
    QFETCH(std::string, finding);
    const std::string place = "/version_data/versions/Default/extended_paths/" + list;
    const std::vector<Finding> findings =
        checkDefinition(changed(kMinimalDefinition, {{place, "[" + entry + "]"}}));
    const std::size_t space = finding.find(' ');
    const std::string expected =
        finding.substr(0, space + 1) + place + "/0" + finding.substr(space + 1);
    QVERIFY2(listed(findings).starts_with(expected), listed(findings).c_str());
    QCOMPARE(findings.size(), std::size_t{1});
}

void DefinitionChecksTest::staysQuiet_data()
{
    QTest::addColumn<Changes>("changes");
    QTest::newRow("internal") << Changes{{"/internal", "true"}, {"/proxy/listen_path", "\"\""}};
    QTest::newRow("balanced without target") << Changes{{"/proxy/enable_load_balancing", "true"},
                                                        {"/proxy/target_list", "[\"a:1\"]"},
                                                        {"/proxy/target_url", "\"\""}};
    QTest::newRow("loop") << Changes{{"/proxy/target_url", "\"tyk://other/x\""}};
    QTest::newRow("IPv6") << Changes{{"/proxy/target_url", "\"http://[::1]:80/\""}};
    QTest::newRow("addresses not used")
        << Changes{{"/allowed_ips", "[\"x\"]"}, {"/ip_access_control_disabled", "true"}};
    QTest::newRow("disabled entry")
        << Changes{{"/version_data/versions/Default/extended_paths/ignored",
                    R"([{"path":"(","disabled":true}])"}};
    QTest::newRow("lists not used")
        << Changes{{"/version_data/versions/Default/use_extended_paths", "false"},
                   {"/version_data/versions/Default/extended_paths/ignored", R"([{"path":"("}])"}};
    QTest::newRow("disabled hook") << Changes{{"/custom_middleware/pre", R"([{"disabled":true}])"}};
}

void DefinitionChecksTest::staysQuiet()
{
    QFETCH(Changes, changes);
    GW_COMPARE_TEXT(listed(checkDefinition(changed(kMinimalDefinition, changes))), "");
}

void DefinitionChecksTest::prefixMatchingAnchorsPaths()
{
    const ApiDefinition api = changed(
        kMinimalDefinition,
        {{"/version_data/versions/Default/extended_paths/ignored", R"([{"path":"/get"}])"}});
    QCOMPARE(checkDefinition(api).size(), std::size_t{1});
    QCOMPARE(checkDefinition(api, {.pathPrefixMatching = true}).size(), std::size_t{0});
}

void DefinitionChecksTest::marksTheVersionThatAsksForIt()
{
    ApiDefinition api;
    api.versionData.versions.resize(3);
    for (const std::size_t i : {0, 1, 2}) {
        VersionInfo &version = api.versionData.versions[i];
        version.key = "v" + std::to_string(i + 1);
        version.useExtendedPaths = true;
    }
    for (const std::size_t i : {1, 2}) {
        api.versionData.versions[i].extendedPaths.transform.resize(1);
    }
    std::vector<std::string> places;
    for (const Finding &finding : checkSupport(api)) {
        places.push_back(finding.pointer);
    }
    QCOMPARE(places,
             (std::vector<std::string>{"/version_data/versions/v2/extended_paths/transform",
                                       "/version_data/versions/v3/extended_paths/transform"}));
}

void DefinitionChecksTest::findsClashes()
{
    const ApiDefinition first = changed(kMinimalDefinition, {});
    const ApiDefinition sameId = changed(kMinimalDefinition, {{"/proxy/listen_path", "\"/y/\""}});
    const ApiDefinition samePath = changed(kMinimalDefinition, {{"/api_id", "\"z\""}});
    const ApiDefinition onDomain =
        changed(kMinimalDefinition, {{"/api_id", "\"d\""}, {"/domain", "\"d.example\""}});
    const ApiDefinition hidden =
        changed(kMinimalDefinition, {{"/api_id", "\"i\""}, {"/internal", "true"}});
    const std::vector<const ApiDefinition *> set{&first, &sameId, &samePath, &onDomain, &hidden};
    const std::vector<SetFinding> findings = checkSet(set);
    QCOMPARE(findings.size(), std::size_t{2});
    // Twice the same: the path would belong to "itself".
    const std::vector<const ApiDefinition *> twins{&first, &first};
    const std::vector<SetFinding> ofTwins = checkSet(twins);
    QCOMPARE(ofTwins.size(), std::size_t{1});
    GW_COMPARE_TEXT(ofTwins[0].finding.pointer, "/api_id");
    QCOMPARE(findings[0].index, std::size_t{1});
    GW_COMPARE_TEXT(findings[0].finding.pointer, "/api_id");
    QCOMPARE(findings[1].index, std::size_t{2});
    GW_COMPARE_TEXT(findings[1].finding.pointer, "/proxy/listen_path");
}

void DefinitionChecksTest::findsKeysThatDifferInCase()
{
    const Expected<JsonDocument> document =
        JsonDocument::parse(R"({"a":[{"name":1,"Name":2}],"name":3})");
    const std::vector<Finding> findings = checkKeys(*document);
    QCOMPARE(findings.size(), std::size_t{1});
    GW_COMPARE_TEXT(findings[0].pointer, "/a/0/Name");
}

void DefinitionChecksTest::judgesApiIds_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<bool>("isValid");
    const auto row = [](const char *id, bool isValid) {
        QTest::newRow(id) << std::string(id) << isValid;
    };
    row("a", true);
    row("7-b_c.D", true);
    row("", false);
    row(".hidden", false);
    row("-x", false);
    row("a/b", false);
    row("a\\b", false);
    row("a b", false);
    row("\xC3\xA4", false);
    QTest::newRow("longest") << std::string(128, 'a') << true;
    QTest::newRow("too long") << std::string(129, 'a') << false;
    QTest::newRow("nul") << std::string("a\0b", 3) << false;
}

void DefinitionChecksTest::judgesApiIds()
{
    QFETCH(std::string, id);
    QFETCH(bool, isValid);
    QCOMPARE(isValidApiId(id), isValid);
}

void DefinitionChecksTest::judgesAddresses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isValid");
    for (const char *text :
         {"1.2.3.4", "::1", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "::/128"}) {
        QTest::newRow(text) << std::string(text) << true;
    }
    for (const char *text : {"", "/", "1.2.3", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/-1", "::1/129",
                             "1.2.3.4/8x", "host", "1.2.3.4/ 8"}) {
        QTest::newRow(*text != '\0' ? text : "nothing") << std::string(text) << false;
    }
}

void DefinitionChecksTest::judgesAddresses()
{
    QFETCH(std::string, text);
    QFETCH(bool, isValid);
    QCOMPARE(addressProblem(text).empty(), isValid);
}

GW_TEST(DefinitionChecksTest)
#include "definition_checks_test.moc"
