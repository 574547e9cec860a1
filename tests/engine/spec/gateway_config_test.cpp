// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/gateway_config.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>
#include <QTemporaryDir>

#include <fstream>

using namespace gw::spec;
using gw::Expected;
using namespace std::chrono_literals;

namespace {

LoadedConfig goodConfig(std::string_view json, const Environment &environment = {})
{
    Expected<LoadedConfig> loaded = readConfig(json, "tyk.conf", environment);
    if (!loaded) {
        qFatal("%s", loaded.error().text().c_str());
    }
    return std::move(*loaded);
}

} // namespace

class GatewayConfigTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTyksDefaults();
    void readsSections();
    void environmentWins();
    void takesNamesFromKeys_data();
    void takesNamesFromKeys();
    void knowsPortsOfApis();
    void refuses_data();
    void refuses();
    void refusesVariables_data();
    void refusesVariables();
    void remarksOnUnknownKeys();
    void warnsOfWhatHasNoEffect_data();
    void warnsOfWhatHasNoEffect();
    void replacesReferences();
    void omitsTheFile();
    void readsFiles();
};

void GatewayConfigTest::hasTyksDefaults()
{
    const GatewayConfig config = goodConfig("{}").config;
    GW_COMPARE_TEXT(config.listenAddress, "127.0.0.1");
    QCOMPARE(config.listenPort, 8080);
    QCOMPARE(config.minTokenLength, 3);
    QCOMPARE(config.maxIdleConnectionsPerHost, 100);
    QCOMPARE(config.proxyDefaultTimeout, 30s);
    QCOMPARE(config.gracefulShutdownTimeoutDuration, 30s);
    QCOMPARE(config.httpServerOptions.readTimeout, 120s);
    GW_COMPARE_TEXT(config.healthCheckEndpointName, "hello");
    QCOMPARE(config.gatewright.pluginSlowThreshold, 10ms);
    GW_COMPARE_TEXT(goodConfig(R"({"listen_address": ""})").config.listenAddress, "");
}

void GatewayConfigTest::readsSections()
{
    const GatewayConfig config = goodConfig(R"json({
        "LISTEN_PORT": 9090, "proxy_default_timeout": 0.5, "app_path": null,
        "http_server_options": {"use_ssl": true, "flush_interval": 20, "certificates": [
            {"domain_name": "*", "cert_file": "c.pem", "key_file": "k.pem"}]},
        "policies": {"policy_path": "policies/p.json"},
        "analytics_config": {"ignored_ips": ["1.1.1.1"], "purge_interval": 5},
        "override_messages": {"auth.key_not_found": {"message": "No", "code": 401}},
        "secrets": {"a": "b"},
        "gatewright": {"workers": 2, "plugin_slow_threshold_ms": 25, "allowed_hosts": ["gw.local"]}
    })json")
                                     .config;
    QCOMPARE(config.listenPort, 9090);
    QCOMPARE(config.proxyDefaultTimeout.count(), 0.5);
    GW_COMPARE_TEXT(config.appPath, "apps");
    GW_COMPARE_TEXT(config.httpServerOptions.certificates.at(0).keyFile, "k.pem");
    QCOMPARE(config.httpServerOptions.flushInterval, 20ms);
    GW_COMPARE_TEXT(config.policies.policyPath, "policies/p.json");
    QCOMPARE(config.analyticsConfig.purgeInterval, 5s);
    QCOMPARE(config.overrideMessages.at("auth.key_not_found").code, 401);
    GW_COMPARE_TEXT(config.secrets.at("a"), "b");
    QCOMPARE(config.gatewright.pluginSlowThreshold, 25ms);
    GW_COMPARE_TEXT(config.gatewright.allowedHosts.at(0), "gw.local");
}

void GatewayConfigTest::environmentWins()
{
    const LoadedConfig loaded =
        goodConfig(R"({"listen_port": 1, "log_level": "info"})", {{"TYK_GW_LISTENPORT", "2"},
                                                                  {"TYK_LOGLEVEL", "debug"},
                                                                  {"TYK_LOGFORMAT", "json"},
                                                                  {"TYK_GW_SECRETS", "a:b,c:d:e"},
                                                                  {"TYK_SECRET_Token", "t"},
                                                                  {"TYK_GW_NOPE", "1"},
                                                                  {"OTHER", "x"}});
    QCOMPARE(loaded.config.listenPort, 2);
    GW_COMPARE_TEXT(loaded.config.logLevel, "debug");
    GW_COMPARE_TEXT(loaded.config.logFormat, "json");
    GW_COMPARE_TEXT(loaded.config.secrets.at("c"), "d:e");
    GW_COMPARE_TEXT(loaded.environmentSecrets.at("TOKEN"), "t");
    QCOMPARE(loaded.findings.size(), std::size_t{1});
    QVERIFY(loaded.findings[0].message.find("TYK_GW_NOPE") != std::string::npos);
}

void GatewayConfigTest::takesNamesFromKeys_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("value");
    for (const char *name : {"TYK_GW_SECRET", "TYK_GW_APPPATH", "TYK_GW_POLICIES_POLICYPATH",
                             "TYK_GW_BUNDLEBASEURL"}) {
        QTest::newRow(name) << std::string(name) << std::string("text");
    }
    for (const char *name :
         {"TYK_GW_HTTPSERVEROPTIONS_USESSL", "TYK_GW_ENABLEBUNDLEDOWNLOADER", "TYK_GW_TRACK404LOGS",
          "TYK_GW_ANALYTICSCONFIG_ENABLEDETAILEDRECORDING", "TYK_GW_GATEWRIGHT_PLUGINWATCH"}) {
        QTest::newRow(name) << std::string(name) << std::string("true");
    }
    for (const char *name : {"TYK_GW_CONTROLAPIPORT", "TYK_GW_GATEWRIGHT_PLUGINSLOWTHRESHOLDMS",
                             "TYK_GW_HTTPSERVEROPTIONS_XFFDEPTH"}) {
        QTest::newRow(name) << std::string(name) << std::string("7");
    }
    QTest::newRow("log level") << std::string("TYK_GW_LOGLEVEL") << std::string("warn");
}

void GatewayConfigTest::takesNamesFromKeys()
{
    QFETCH(std::string, name);
    QFETCH(std::string, value);
    for (const Finding &finding : goodConfig("{}", {{name, value}}).findings) {
        QVERIFY2(finding.message.find("names no setting") == std::string::npos,
                 finding.message.c_str());
    }
}

void GatewayConfigTest::knowsPortsOfApis()
{
    const LoadedConfig loaded = goodConfig(R"({"ports_whitelist": {
        "http": {"ranges": [{"from": 9000, "to": 9010}], "ports": [7000]}, "tcp": {"ports": [1]}}})",
                                           {});
    QVERIFY(loaded.findings.empty());
    const PortsWhitelist &list = loaded.config.portsWhitelist;
    for (const int port : {9000, 9005, 9010, 7000}) {
        QVERIFY(allowsPort(list, "http", port));
        QVERIFY(!allowsPort(list, "https", port));
    }
    QVERIFY(!allowsPort(list, "http", 8999) && !allowsPort(list, "http", 9011));
    QVERIFY(!allowsPort(list, "http", 1) && allowsPort(list, "tcp", 1));
}

void GatewayConfigTest::refuses_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *json, const char *text) {
        QTest::newRow(json) << std::string(json) << std::string(text);
    };
    row("{\n \"listen_port\": \"8080\"}", "tyk.conf:2:17: /listen_port: expected a whole number");
    row(R"({"gatewright": {"trace": 1}})",
        "tyk.conf:1:26: /gatewright/trace: expected true or false");
    row("{} // note", "tyk.conf:1:");
    row(R"({"listen_port": 65536})", "tyk.conf: listen_port is out of range");
    row(R"({"gatewright": {"workers": -1}})", "tyk.conf: gatewright.workers is out of range");
    row(R"({"gatewright": {"idle_timeout": 0}})",
        "tyk.conf: gatewright.idle_timeout is out of range");
    row(R"({"gatewright": {"bundle_manifest_signed": true}})",
        "tyk.conf: gatewright.bundle_manifest_signed demands signatures");
    row(R"({"log_level": "loud"})", "tyk.conf: log_level is \"loud\"");
    row(R"({"proxy_default_timeout": -1})", "tyk.conf: proxy_default_timeout is out of range");
    row(R"({"storage": {"type": "reddis"}})", "tyk.conf: storage.type is \"reddis\" (Use one of");
    row(R"({"storage": {"port": 65536}})", "tyk.conf: storage.port is out of range");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "addrs": ["a:1", "b:none"]}})",
        "tyk.conf: storage.addrs has \"b:none\", which is no address (Give host:port");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "addrs": ["a:0"]}})",
        "tyk.conf: storage.addrs has \"a:0\"");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "hosts": {"r": "65536"}}})",
        "tyk.conf: storage.hosts has \"r:65536\"");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "use_ssl": true, "cert_file": "c.pem"}})",
        "tyk.conf: storage.cert_file and storage.key_file belong together (Name both");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "use_ssl": true, "tls_min_version": "2"}})",
        "tyk.conf: storage.tls_min_version is \"2\" (Use 1.0, 1.1");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "use_ssl": true, "tls_max_version": "TLS1.3"}})",
        "tyk.conf: storage.tls_max_version is");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "use_ssl": true, "tls_min_version": "1.3", "tls_max_version": "1.2"}})",
        "tyk.conf: storage.tls_min_version is above storage.tls_max_version");
}

void GatewayConfigTest::refuses()
{
    QFETCH(std::string, json);
    QFETCH(std::string, text);
    const Expected<LoadedConfig> loaded = readConfig(json, "tyk.conf", {});
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().text().starts_with(text), loaded.error().text().c_str());
}

void GatewayConfigTest::refusesVariables_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("value");
    QTest::newRow("word") << std::string("TYK_GW_LISTENPORT") << std::string("many");
    QTest::newRow("rest") << std::string("TYK_GW_LISTENPORT") << std::string("80x");
    QTest::newRow("bool") << std::string("TYK_GW_HASHKEYS") << std::string("yes");
    QTest::newRow("inner") << std::string("TYK_GW_GATEWRIGHT_WORKERS") << std::string("");
    QTest::newRow("map") << std::string("TYK_GW_SECRETS") << std::string("a");
}

void GatewayConfigTest::refusesVariables()
{
    QFETCH(std::string, name);
    QFETCH(std::string, value);
    const Expected<LoadedConfig> loaded = readConfig("{}", "tyk.conf", {{name, value}});
    QVERIFY(!loaded);
    GW_COMPARE_TEXT(loaded.error().where, name);
}

void GatewayConfigTest::remarksOnUnknownKeys()
{
    const LoadedConfig loaded = goodConfig(
        R"({"listen_prot": 1, "storage": {"optimisation_max_idle": 9}, "gatewright": {"worker": 1}, "zzzz": 1})");
    QCOMPARE(loaded.findings.size(), std::size_t{4});
    std::map<std::string, Finding> byPointer;
    for (const Finding &finding : loaded.findings) {
        byPointer[finding.pointer] = finding;
    }
    GW_COMPARE_TEXT(byPointer.at("/listen_prot").remedy, "Did you mean \"listen_port\"?");
    GW_COMPARE_TEXT(byPointer.at("/gatewright/worker").remedy, "Did you mean \"workers\"?");
    QVERIFY(byPointer.at("/storage/optimisation_max_idle").severity == Severity::Note);
    QVERIFY(byPointer.at("/zzzz").severity == Severity::Warning);
    GW_COMPARE_TEXT(byPointer.at("/zzzz").remedy, "");
}

void GatewayConfigTest::warnsOfWhatHasNoEffect_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("pointer"); // empty: no warning
    const auto row = [](const char *json, const char *pointer) {
        QTest::newRow(json) << std::string(json) << std::string(pointer);
    };
    row("{}", "");
    row(R"({"reload_interval": 1, "policies": {}, "hash_keys": true})", "");
    row(R"({"storage": {"type": "redis", "host": "r", "port": 6380, "password": "p"}})", "");
    row(R"({"storage": {"type": "redis", "addrs": ["r:6380"]}})", "");
    row(R"({"storage": {"hosts": {"r": "6380"}}})", "");
    // Nobody asks it.
    row(R"({"storage": {"type": "redis", "hosts": {"redis": ""}, "tls_min_version": "TLS1.2"}})",
        "");
    row(R"({"enable_analytics": true, "storage": {"type": "memory", "addrs": ["none"]}})", "");
    row(R"({"enable_analytics": true, "storage": {"type": "redis", "tls_min_version": "TLS1.2"}})",
        "");
    row(R"({"storage": {"type": "memory", "use_ssl": true}})", "");
    row(R"({"storage": {"type": "redis", "enable_cluster": true, "addrs": ["a:1", "b:1"]}})", "");
    row(R"({"storage": {"type": "redis", "addrs": ["a:1", "b:1"]}})", "/storage/addrs");
    row(R"({"storage": {"type": "redis", "master_name": "m", "addrs": ["a:1", "b:1"],
        "sentinel_password": "p"}})",
        "");
    row(R"({"storage": {"type": "redis", "use_ssl": true, "ca_file": "ca.pem",
        "ssl_insecure_skip_verify": true, "tls_min_version": "1.2", "tls_max_version": "1.3"}})",
        "");
    row(R"({"access_logs": {"enabled": true, "template": ["path"]}})", "");
    row(R"({"analytics_config": {"normalise_urls": {"enabled": true, "normalise_numbers": true}}})",
        "");
    row(R"({"analytics_config": {"type": "rpc"}})", "/analytics_config/type");
    row(R"({"analytics_config": {"pool_size": 4}})", "/analytics_config/pool_size");
    row(R"({"analytics_config": {"purge_interval": 5}})", "/analytics_config/purge_interval");
    row(R"({"analytics_config": {"enable_geo_ip": true}})", "/analytics_config/enable_geo_ip");
    row(R"({"analytics_config": {"enable_geo_ip": true, "geo_ip_db_path": "x.mmdb"}})", "");
    row(R"({"analytics_config": {"serializer_type": "protobuf"}})",
        "/analytics_config/serializer_type");
    row(R"({"analytics_config": {"serializer_type": "msgpack", "records_buffer_size": 5000,
        "storage_expiration_time": -1, "enable_multiple_analytics_keys": true}})",
        "");
    row(R"({"http_server_options": {"read_timeout": 5, "enable_websockets": false}})", "");
    row(R"({"http_server_options": {"flush_interval": 10}})",
        "/http_server_options/flush_interval");
    row(R"({"http_server_options": {"skip_target_path_escaping": true}})", "");
    row(R"({"middleware_path": "/mw"})", "/middleware_path");
    row(R"({"reload_interval": 10})", "/reload_interval");
    row(R"({"basic_auth_hash_key_function": "sha256"})", "/basic_auth_hash_key_function");
    row(R"({"enable_hashed_keys_listing": true})", "/enable_hashed_keys_listing");
    row(R"({"allow_master_keys": true})", "/allow_master_keys");
    row(R"({"global_session_lifetime": 60})", "/global_session_lifetime");
    row(R"({"global_session_lifetime": 60, "force_global_session_lifetime": true})", "");
    row(R"({"policies": {"policy_source": "file"}})", "/policies/policy_source");
    row(R"({"policies": {"policy_path": "p"}})", "/policies/policy_path");
}

void GatewayConfigTest::warnsOfWhatHasNoEffect()
{
    QFETCH(std::string, json);
    QFETCH(std::string, pointer);
    const std::vector<Finding> findings = goodConfig(json).findings;
    QCOMPARE(findings.size(), pointer.empty() ? 0U : 1U);
    if (!pointer.empty()) {
        QCOMPARE(findings.front().severity, Severity::Warning);
        GW_COMPARE_TEXT(findings.front().pointer, pointer);
        QVERIFY(findings.front().message.find("no effect") != std::string::npos);
    }
}

void GatewayConfigTest::replacesReferences()
{
    const LoadedConfig loaded =
        goodConfig(R"({"secret": "env://control", "hostname": "env://HOME"})",
                   {{"TYK_SECRET_CONTROL", "s\"x"}, {"HOME", "/root"}});
    GW_COMPARE_TEXT(loaded.config.secret, "s\"x");
    GW_COMPARE_TEXT(loaded.config.hostname, "env://HOME");
}

void GatewayConfigTest::omitsTheFile()
{
    const Expected<LoadedConfig> loaded = loadConfig(
        "/nowhere/tyk.conf", {{"TYK_GW_OMITCONFIGFILE", "true"}, {"TYK_GW_LISTENPORT", "5"}});
    QVERIFY(loaded);
    QCOMPARE(loaded->config.listenPort, 5);
    GW_COMPARE_TEXT(loaded->path, "");
    QVERIFY(loadConfig("", {}));
}

void GatewayConfigTest::readsFiles()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("tyk.conf")).toStdString();
    std::ofstream(path) << R"({"listen_port": 7})";
    QCOMPARE(loadConfig(path, {})->config.listenPort, 7);
    QVERIFY(!loadConfig(path + "x", {}));
    QVERIFY(!loadConfig(folder.path().toStdString(), {}));
    QVERIFY(!processEnvironment().empty());
}

GW_TEST(GatewayConfigTest)
#include "gateway_config_test.moc"
