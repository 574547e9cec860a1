// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_templates.h"
#include "editing/diagnostics_runner.h"
#include "support/room_test.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <utility>

using namespace gw;
using namespace gw::editing;

namespace {

// A definition that nothing is wrong with, with more members.
std::string sound(const std::string &members = {})
{
    return R"({"name":"x","api_id":"x","active":true,"use_keyless":true,)" +
           (members.empty() ? std::string() : members + ',') +
           R"("version_data":{"not_versioned":true,"versions":{"Default":{"name":"Default"}}},)"
           R"("proxy":{"listen_path":"/x/","target_url":"http://h/","strip_listen_path":true}})";
}

class DiagnosticsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInASoundDefinition();
    void underlinesTheRightPlace_data();
    void underlinesTheRightPlace();
    void mends_data();
    void mends();
    void tellsWhereTheMendingGoes();
    void saysEachThingOnce();
    void leavesReferencesAlone();
    void findsClashes();
    void looksForPlugins();
    void judgesAsideAndOnlyTheNewest();
    void judgesWhatWasAsked();
    void goesOnAfterAnException();
    void judgesGatewaySettings();

private:
    static void mendsByMessage();
    [[nodiscard]] std::vector<Diagnostic> diagnosed(const std::string &text) const
    {
        DiagnosticsInput input;
        input.text = text;
        return diagnose(input, m_schema);
    }

    const spec::DefinitionSchema m_schema = spec::DefinitionSchema::ofApiDefinitions();
};

void DiagnosticsTest::findsNothingInASoundDefinition()
{
    const std::vector<Diagnostic> found = diagnosed(sound());
    QVERIFY2(found.empty(), found.empty() ? "" : found.front().message.c_str());
}

void DiagnosticsTest::underlinesTheRightPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("underlined");
    const auto row = [](const char *name, const std::string &text, const char *underlined) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(underlined);
    };
    row("scalar", sound(R"("listen_port":"80")"), "\"80\"");
    row("container by its key", sound(R"("CORS":[])"), "\"CORS\"");
    row("unknown key's value", sound(R"("listen_prt":80)"), "80");
    row("element", sound(R"("allowed_ips":["10.0.0.1","10.0.0.999"])"), "\"10.0.0.999\"");
    row("behind an umlaut", "{\n\"name\":\"\xC3\xA4\",\"x\":tru}", "tru");
    row("missing comma", "{\"name\":\"x\"\n\"api_id\":\"x\"}", "\"api_id\"");
    row("end of the text", "{\"name\":\"x\",", ",");
    row("trailing comma", "{\"name\":\"x\",}", "}");
    row("text that is not closed", "{\"name\": \"x y,\n\"api_id\":\"x\"}", "\"x y,");
    row("key twice", R"({"name":"x","name":"y"})", "\"name\"");
    row("without effect", sound(R"("global_rate_limit":{"rate":5,"per":1})"),
        "\"global_rate_limit\"");
    row("refuses requests", sound(R"("enable_jwt":true)"), "true");
    row("number too large", sound(R"("listen_port":99999999999)"), "99999999999");
}

void DiagnosticsTest::underlinesTheRightPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, underlined);
    const std::vector<Diagnostic> found = diagnosed(text.toStdString());
    QVERIFY(!found.empty());
    const auto length = static_cast<qsizetype>(found.front().end - found.front().begin);
    QCOMPARE(text.mid(static_cast<qsizetype>(found.front().begin), length), underlined);
    QVERIFY(!found.front().message.empty());
}

void DiagnosticsTest::mends_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const std::string &text, const char *title, const std::string &expected) {
        QTest::newRow(title) << QByteArray::fromStdString(text) << QByteArray(title)
                             << QByteArray::fromStdString(expected);
    };
    const auto closes = [](const std::string &text, const std::string &expected) {
        QTest::addRow("Close the text: %s", text.c_str())
            << QByteArray::fromStdString(text) << QByteArray("Close the text")
            << QByteArray::fromStdString(expected);
    };
    row(sound(R"("enable_jtw":true)"), "Change to \"enable_jwt\"", sound(R"("enable_jwt":true)"));
    row(sound(R"("nonsense":1)"), "Remove it", sound());
    row(sound(R"("listen_port":"80")"), "Change to 80", sound(R"("listen_port":80)"));
    row(R"({"api_id":"x",})", "Remove the comma", R"({"api_id":"x"})");
    row("{\"a\":1 \"b\":2}", "Insert a comma", "{\"a\":1, \"b\":2}");
    closes("{\"a\": \"b, c,\n\"d\": 1}", "{\"a\": \"b, c\",\n\"d\": 1}");
    closes("{\"a\": [{\"b\": \"c}]}", "{\"a\": [{\"b\": \"c\"}]}");
    closes("{\"a\": \"b\r\n}", "{\"a\": \"b\"\r\n}");
    closes("{\"a\": [\"b\n, 1], \"c\": \"d\n}", "{\"a\": [\"b\"\n, 1], \"c\": \"d\n}");
    closes("{\"a\": \"b", "{\"a\": \"b\"");
    const std::string hook = R"("custom_middleware":{"pre":[{"name":"A","path":"a.so"}],"driver":)";
    row(sound(hook + R"("lua"})"), "Set driver to \"goplugin\"", sound(hook + R"("goplugin"})"));
    std::string keyless = sound(R"("custom_middleware":{"auth_check":{"name":"A","path":"a.so"},)"
                                R"("driver":"goplugin"})");
    std::string keyed = keyless;
    keyed.replace(keyed.find("\"use_keyless\":true"), 18, "\"use_keyless\":false");
    row(keyless, "Set use_keyless to false", keyed);
    std::string noSlash = sound();
    noSlash.replace(noSlash.find("\"/x/\""), 5, "\"x/\"");
    row(noSlash, "Put \"/\" in front", sound());
    std::string misnamed = sound();
    misnamed.replace(misnamed.find("\"name\":\"Default\""), 16, "\"name\":\"Other\"");
    row(misnamed, "Set it to \"Default\"", sound());
    mendsByMessage();
}

// Fixes that hang on how the engine's messages begin.
void DiagnosticsTest::mendsByMessage()
{
    const auto row = [](const char *title, const std::string &members, const std::string &mended) {
        QTest::newRow(title) << QByteArray::fromStdString(members) << QByteArray(title)
                             << QByteArray::fromStdString(mended);
    };
    const auto replaced = [](std::string text, const std::string &from, const std::string &by) {
        return text.replace(text.find(from), from.size(), by);
    };
    const auto path = [&replaced](const std::string &list, const std::string &entry) {
        return replaced(sound(), R"("name":"Default")",
                        R"("name":"Default","use_extended_paths":true,"extended_paths":{")" + list +
                            R"(":[)" + entry + "]}");
    };
    row("Start it with \"^\"", path("white_list", R"({"path":"/get","method":"GET"})"),
        path("white_list", R"({"path":"^/get","method":"GET"})"));
    row("Remove the white space", replaced(sound(), "/x/", "/x y/"),
        replaced(sound(), "/x/", "/xy/"));
    const auto checked = [&replaced](const char *isOn) {
        return replaced(sound(R"("custom_middleware":{"auth_check":{"name":"A","path":"a.so"},)"
                              R"("driver":"goplugin"},"custom_plugin_auth_enabled":)" +
                              std::string(isOn)),
                        R"("use_keyless":true)", R"("use_keyless":false)");
    };
    row("Set custom_plugin_auth_enabled to true", checked("false"), checked("true"));
    const std::string version = R"("versions":{"Default":{"name":"Default"}})";
    row("Add version \"Default\"", replaced(sound(), version, R"("versions":{})"),
        replaced(sound(), version,
                 R"("versions":{"Default":{"name": "Default", "use_extended_paths": true}})"));
    const auto balanced = [&replaced](const char *isOn) {
        return replaced(sound(), R"("target_url")",
                        R"("enable_load_balancing":)" + std::string(isOn) + R"(,"target_url")");
    };
    row("Switch load balancing off", balanced("true"), balanced("false"));
    row("Set version_data.not_versioned to true",
        replaced(sound(), R"("not_versioned":true)", R"("not_versioned":false)"), sound());
    const auto breaker = [&path](const char *threshold) {
        return path("circuit_breakers", R"({"path":"^/a","method":"GET","threshold_percent":)" +
                                            std::string(threshold) +
                                            R"(,"samples":5,"return_to_service_after":5})");
    };
    row("Set to 0.5", breaker("50"), breaker("0.5"));
    const auto mock = [&path](const char *code) {
        return path("mock_response",
                    R"({"path":"^/a","method":"GET","code":)" + std::string(code) + "}");
    };
    row("Set to 200", mock("20"), mock("200"));
}

void DiagnosticsTest::mends()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, title);
    QFETCH(QByteArray, expected);
    for (const Diagnostic &diagnostic : diagnosed(text.toStdString())) {
        for (const QuickFix &fix : diagnostic.fixes) {
            if (QByteArray::fromStdString(fix.title) == title) {
                QCOMPARE(QByteArray::fromStdString(
                             applied(text.toStdString(), *fix.patch(text.toStdString()))),
                         expected);
                return;
            }
        }
    }
    QFAIL("no such fix");
}

// A comma belongs to the line before that where its absence shows.
void DiagnosticsTest::tellsWhereTheMendingGoes()
{
    const std::string text = "{\"name\":\"x\"\n\"api_id\":\"x\"}";
    const std::vector<Diagnostic> found = diagnosed(text);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().begin, text.find("\"api_id"));
    QVERIFY(found.front().mendAt);
    QCOMPARE(*found.front().mendAt, text.find('\n'));
}

void DiagnosticsTest::saysEachThingOnce()
{
    const std::vector<Diagnostic> found = diagnosed(
        sound(R"("custom_middleware":{"pre":[{"name":"A","path":"a"}],"driver":"perl"})"));
    QCOMPARE(found.size(), std::size_t(1));
    // As the engine takes it: the API is there, its hooks are not.
    QVERIFY(found.front().severity == spec::Severity::Warning);
}

void DiagnosticsTest::leavesReferencesAlone()
{
    std::string text = sound();
    text.replace(text.find("http://h/"), 9, "env://TARGET");
    QVERIFY(diagnosed(text).empty());
}

void DiagnosticsTest::findsClashes()
{
    auto other = std::make_shared<spec::ApiDefinition>();
    other->name = "Other";
    other->apiId = "other";
    other->proxy.listenPath = "/x/";
    DiagnosticsInput input;
    input.text = sound();
    input.others = {other};
    const std::vector<Diagnostic> found = diagnose(input, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().pointer, std::string("/proxy/listen_path"));
    QVERIFY(found.front().message.find("Other") != std::string::npos);
}

void DiagnosticsTest::looksForPlugins()
{
    QTemporaryDir workspace;
    QVERIFY(QDir(workspace.path()).mkdir(QStringLiteral("plugins")));
    QFile file(workspace.filePath(QStringLiteral("plugins/post.so")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();

    DiagnosticsInput input;
    input.workspace = workspace.path().toStdString();
    PluginFacts facts{{}, {"AddHeader"}};
    input.plugins = [&facts](const std::string &path) {
        return path == "plugins/post.so" ? std::optional(facts) : std::nullopt;
    };
    const auto withHook = [](const char *name, const char *path) {
        return sound(R"("custom_middleware":{"driver":"goplugin","post":[{"name":")" +
                     std::string(name) + R"(","path":")" + path + R"("}]})");
    };
    input.text = withHook("AddHeader", "plugins/post.so");
    QVERIFY(diagnose(input, m_schema).empty());

    input.text = withHook("AddHeader", "plugins/pst.so");
    std::vector<Diagnostic> found = diagnose(input, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(applied(input.text, *found.front().fixes.front().patch(input.text)),
             withHook("AddHeader", "plugins/post.so"));

    input.text = withHook("AddHeadr", "plugins/post.so");
    found = diagnose(input, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(applied(input.text, *found.front().fixes.front().patch(input.text)),
             withHook("AddHeader", "plugins/post.so"));

    facts.problem = "Built for another machine";
    found = diagnose(input, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().message, std::string("Built for another machine"));
}

// 200 KB, as one API with a thousand paths has.
void DiagnosticsTest::judgesAsideAndOnlyTheNewest()
{
    std::string list;
    for (int i = 0; i < 3000; ++i) {
        list += std::string(i == 0 ? "" : ",\n") + R"({"path": "^/orders/{id}/lines/)" +
                std::to_string(i) + R"($", "method": "GET", "ignore_case": true})";
    }
    std::string large = sound();
    large.replace(large.find(R"("name":"Default")"), 16,
                  R"("name":"Default","use_extended_paths":true,"extended_paths":{"white_list":[)" +
                      list + "]}");
    QVERIFY(large.size() > 200'000);

    DiagnosticsRunner runner(m_schema);
    QSignalSpy spy(&runner, &DiagnosticsRunner::finished);
    runner.request({sound(R"("listen_port":"80")"), {}, {}, {}, {}});
    runner.request({large, {}, {}, {}, {}});
    QVERIFY(!runner.isIdle());
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 30'000);
    QVERIFY(spy.at(0).at(0).value<std::vector<Diagnostic>>().empty());

    // A text that comes while another one is judged takes its place.
    bool isFirst = true;
    connect(&runner, &DiagnosticsRunner::started, this, [&runner, &isFirst] {
        if (std::exchange(isFirst, false)) {
            runner.request({"{", {}, {}, {}, {}});
        }
    });
    runner.request({large, {}, {}, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 2, 30'000);
    QVERIFY(runner.isIdle());
    QCOMPARE(spy.at(1).at(0).value<std::vector<Diagnostic>>().size(), std::size_t(1));

    QElapsedTimer watch;
    watch.start();
    QVERIFY(diagnosed(large).empty());
    qInfo("%zu bytes judged in %lld ms", large.size(), static_cast<long long>(watch.elapsed()));
}

void DiagnosticsTest::goesOnAfterAnException()
{
    DiagnosticsRunner runner(m_schema);
    QSignalSpy spy(&runner, &DiagnosticsRunner::finished);
    DiagnosticsInput input;
    input.text = sound(R"("custom_middleware":{"pre":[{"name":"a","path":"b.so"}]})");
    input.plugins = [](const std::string &) -> std::optional<PluginFacts> {
        throw std::runtime_error("no such disk");
    };
    runner.request(input);
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 30'000);
    QVERIFY(runner.isIdle());
    runner.request({"{", {}, {}, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 2, 30'000);
    QVERIFY(!spy.at(1).at(0).value<std::vector<Diagnostic>>().empty());
}

// A short text is judged before the runner can wait for it.
void DiagnosticsTest::judgesWhatWasAsked()
{
    DiagnosticsRunner runner(m_schema);
    QSignalSpy spy(&runner, &DiagnosticsRunner::finished);
    for (int i = 1; i <= 25; ++i) {
        runner.request({"{}", {}, {}, {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(spy.size(), i, 30'000);
        const auto found = spy.at(i - 1).at(0).value<std::vector<Diagnostic>>();
        QVERIFY(!found.empty());
        QVERIFY2(!found.front().message.starts_with("Not valid JSON"),
                 found.front().message.c_str());
    }
}

} // namespace

void DiagnosticsTest::judgesGatewaySettings()
{
    const auto schema = spec::DefinitionSchema::ofGatewayConfig();
    DiagnosticsInput input;
    input.subject = DiagnosticsInput::Subject::GatewaySettings;
    input.text = R"({"listen_port": 8081, "app_path": "definitions"})";
    QVERIFY(diagnose(input, schema).empty());
    input.text = R"({"listen_prt": 8081})";
    std::vector<Diagnostic> found = diagnose(input, schema);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY2(!found.front().fixes.empty(), found.front().message.c_str());
    QCOMPARE(applied(input.text, *found.front().fixes.front().patch(input.text)),
             R"({"listen_port": 8081})");
    input.text = R"({"listen_port": "8081"})";
    found = diagnose(input, schema);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().severity, spec::Severity::Error);
    QCOMPARE(input.text.substr(found.front().begin, 6), "\"8081\"");
}

GW_TEST(DiagnosticsTest)
#include "diagnostics_test.moc"
