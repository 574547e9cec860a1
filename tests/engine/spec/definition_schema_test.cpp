// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_reader.h"
#include "spec/definition_schema.h"
#include "spec/json_schema.h"
#include "spec/schema_checks.h"
#include "support/room_test.h"

#include <QDir>

using namespace gw;
using spec::DefinitionSchema;
using spec::SchemaField;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void collectUndescribed(const SchemaField &field, const std::string &place, QStringList &missing)
{
    if (field.description().empty()) {
        missing.append(QString::fromStdString(place));
    }
    for (const std::string_view key : field.keys()) {
        collectUndescribed(*field.child(key), place + '/' + std::string(key), missing);
    }
}

class DefinitionSchemaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesEveryFieldThatTheReaderKnows();
    void describesEveryFieldOfTheSchema();
    void sampleIsReadAndValid();
    void acceptsTheDemo_data();
    void acceptsTheDemo();
    void refusesBrokenDefinitions_data();
    void refusesBrokenDefinitions();
    void suggestsWhatWasMeant_data();
    void suggestsWhatWasMeant();
    void namesWhatIsMissing();
    void findsFieldsThroughReferences();
    void tellsMapsFromObjects();

private:
    const DefinitionSchema m_schema = DefinitionSchema::ofApiDefinitions();
};

void DefinitionSchemaTest::describesEveryFieldThatTheReaderKnows()
{
    const auto sample = spec::JsonDocument::parse(m_schema.sample());
    QVERIFY(sample);
    const std::vector<std::string> fields = spec::fieldsLookedFor(*sample);
    QVERIFY(fields.size() > 200);
    QStringList missing;
    for (const std::string &pointer : fields) {
        const std::optional<SchemaField> field = m_schema.at(pointer);
        if (!field || field->description().empty()) {
            missing.append(QString::fromStdString(pointer));
        }
    }
    QCOMPARE(missing, QStringList());
}

void DefinitionSchemaTest::describesEveryFieldOfTheSchema()
{
    QStringList missing;
    collectUndescribed(m_schema.root(), {}, missing);
    const auto schema = spec::JsonDocument::parse(m_schema.text());
    QVERIFY(schema);
    for (const spec::JsonValue definition : schema->valueAt("/$defs")->children()) {
        for (const spec::JsonValue property : definition.find("properties")->children()) {
            const bool hasReference = property.find("$ref").has_value();
            if (!property.find("description") && !hasReference) {
                missing.append(QString::fromStdString(property.pointer()));
            }
        }
    }
    QCOMPARE(missing, QStringList());
}

void DefinitionSchemaTest::sampleIsReadAndValid()
{
    const auto api = spec::readDefinition(m_schema.sample(), "sample");
    QVERIFY2(api, api ? "" : api.error().text().c_str());
    const auto schema = spec::JsonSchema::compile(m_schema.text());
    QVERIFY2(schema, schema ? "" : schema.error().text().c_str());
    const auto problems = schema->validate(m_schema.sample());
    QVERIFY(problems);
    QVERIFY2(problems->empty(), problems->empty() ? "" : problems->front().c_str());
}

void DefinitionSchemaTest::acceptsTheDemo_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(GW_DEMO_APPS));
    const QStringList names = folder.entryList({QStringLiteral("*.json")});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QTest::addRow("%s", qPrintable(name)) << folder.filePath(name);
    }
}

void DefinitionSchemaTest::acceptsTheDemo()
{
    QFETCH(QString, path);
    const auto schema = spec::JsonSchema::compile(m_schema.text());
    QVERIFY(schema);
    const auto problems = schema->validate(contentOf(path).toStdString());
    QVERIFY(problems);
    QVERIFY2(problems->empty(), problems->empty() ? "" : problems->front().c_str());
}

void DefinitionSchemaTest::refusesBrokenDefinitions_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *member, const char *pointer,
                        const char *message) {
        QTest::newRow(name) << QByteArray(member) << QByteArray(pointer) << QByteArray(message);
    };
    row("text for a number", R"("listen_port":"80")", "/listen_port",
        "Expected a number, found a string");
    row("number for a switch", R"("use_keyless":1)", "/use_keyless",
        "Expected true or false, found a number");
    row("unknown driver", R"("custom_middleware":{"driver":"perl"})", "/custom_middleware/driver",
        R"(Not one of "", "goplugin", "native", "otto", "python", "lua" and "grpc")");
    row("port out of range", R"("listen_port":70000)", "/listen_port", "More than 65535");
    row("negative time", R"("session_lifetime":-1)", "/session_lifetime", "Less than 0");
    row("text inside a list", R"("custom_middleware":{"pre":["a.so"]})", "/custom_middleware/pre/0",
        "Expected an object, found a string");
    row("text inside a map", R"("auth_configs":{"authToken":"x"})", "/auth_configs/authToken",
        "Expected an object, found a string");
    row("number for a switch inside a version",
        R"("version_data":{"versions":{"v/1":{"use_extended_paths":1}}})",
        "/version_data/versions/v~11/use_extended_paths", "Expected true or false, found a number");
    row("two types", R"("version_data":{"versions":{"v":{"global_enforce_timeout":true}}})",
        "/version_data/versions/v/global_enforce_timeout",
        "Expected a string or a number, found true or false");
    row("event nobody fires", R"("event_handlers":{"events":{"Nothing":[]}})",
        "/event_handlers/events/Nothing", R"(Nothing reads "Nothing"; it is kept as it is)");
}

void DefinitionSchemaTest::refusesBrokenDefinitions()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, message);
    std::string text = R"({"name":"x","api_id":"x","proxy":{},)" + member.toStdString();
    text += member.contains("version_data") ? "}" : R"(,"version_data":{}})";
    const auto schema = spec::JsonSchema::compile(m_schema.text());
    QVERIFY(schema);
    const auto problems = schema->validate(text);
    QVERIFY(problems);
    QVERIFY2(!problems->empty(), "the standard's rules accept it");

    const auto document = spec::JsonDocument::parse(text);
    QVERIFY(document);
    const std::vector<spec::SchemaFinding> found = spec::checkSchema(*document, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(found.front().finding.pointer), pointer);
    QCOMPARE(QByteArray::fromStdString(found.front().finding.message), message);
}

void DefinitionSchemaTest::suggestsWhatWasMeant_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("suggestion");
    const auto row = [](const char *name, const char *text, const char *pointer,
                        const char *suggestion) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(pointer) << QByteArray(suggestion);
    };
    row("slip", R"({"proxy":{"listen_pth":"/x/"}})", "/proxy/listen_pth", "listen_path");
    row("case", R"({"cors":{}})", "/cors", "CORS");
    row("driver", R"({"custom_middleware":{"driver":"go_plugin"}})", "/custom_middleware/driver",
        "\"goplugin\"");
    row("quoted number", R"({"listen_port":"80"})", "/listen_port", "80");
    row("quoted switch", R"({"active":"true"})", "/active", "true");
    row("bare text", R"({"allowed_ips":"10.0.0.1"})", "/allowed_ips", "[\"10.0.0.1\"]");
    row("hook without list", R"({"custom_middleware":{"pre":{}}})", "/custom_middleware/pre",
        "[{}]");
    row("event", R"({"event_handlers":{"events":{"RateLimitExceeded":[]}}})",
        "/event_handlers/events/RateLimitExceeded", "RatelimitExceeded");
}

void DefinitionSchemaTest::suggestsWhatWasMeant()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, suggestion);
    const auto document = spec::JsonDocument::parse(text.toStdString());
    QVERIFY(document);
    QByteArrayList found;
    for (const spec::SchemaFinding &entry : spec::checkSchema(*document, m_schema)) {
        if (entry.finding.pointer == pointer) {
            found.append(QByteArray::fromStdString(entry.suggestion));
        }
    }
    QCOMPARE(found, QByteArrayList{suggestion});
}

void DefinitionSchemaTest::namesWhatIsMissing()
{
    const auto document = spec::JsonDocument::parse(R"({"name":null,"api_id":"x","proxy":{}})");
    const std::vector<spec::SchemaFinding> found = spec::checkSchema(*document, m_schema);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found.front().rule == spec::SchemaFinding::Rule::Missing);
    QCOMPARE(found.front().suggestion, std::string("version_data"));
}

void DefinitionSchemaTest::findsFieldsThroughReferences()
{
    const auto path = m_schema.at("/custom_middleware/post/3/path");
    QVERIFY(path);
    QCOMPARE(path->completion(), std::string_view("plugin-file"));
    const auto check = m_schema.at("/custom_middleware/auth_check");
    QVERIFY(check);
    QVERIFY(check->description().starts_with("Decides who may pass"));
    QVERIFY(check->child("name"));
    QVERIFY(m_schema.at("/cors/ENABLE"));
    QVERIFY(!m_schema.at("/proxy/listen_paths"));
    QVERIFY(!m_schema.at("/proxy/listen_path/0"));
}

void DefinitionSchemaTest::tellsMapsFromObjects()
{
    QVERIFY(!m_schema.at("/proxy")->isOpen());
    QVERIFY(m_schema.at("/version_data/versions")->isOpen());
    QVERIFY(m_schema.at("/config_data")->isOpen());
    QVERIFY(m_schema.at("/version_data/versions/v1/global_headers")->isOpen());
    QCOMPARE(m_schema.at("/event_handlers/events")->mapKeys().size(), std::size_t(20));
}

} // namespace

GW_TEST(DefinitionSchemaTest)
#include "definition_schema_test.moc"
