// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_schema.h"
#include "spec/gateway_config_fields.h"
#include "spec/json_pointer.h"
#include "spec/json_schema.h"
#include "spec/schema_checks.h"
#include "support/files.h"
#include "support/room_test.h"

#include <set>

using namespace gw;
using spec::DefinitionSchema;
using spec::SchemaField;

namespace {

// Walks over the table of settings: their pointers, with the default of each as JSON.
class SettingCollector final {
public:
    explicit SettingCollector(std::map<std::string, std::string> &found, std::string place = {})
        : m_found(found)
        , m_place(std::move(place))
    {
    }

    template <typename T>
    void field(std::string_view key, T &target)
    {
        const std::string pointer = spec::childPointer(m_place, key);
        m_found[pointer] = defaultOf(target);
        if constexpr (requires(SettingCollector &reader) { describe(reader, target); }) {
            SettingCollector inner(m_found, pointer);
            describe(inner, target);
        } else if constexpr (requires { typename T::mapped_type; }) {
            typename T::mapped_type one{};
            walk(one, pointer + "/any");
        } else if constexpr (requires { target.emplace_back(); } &&
                             !std::is_same_v<T, std::string>) {
            walk(target.emplace_back(), pointer + "/0");
        }
    }

private:
    template <typename T>
    void walk(T &element, const std::string &pointer)
    {
        m_found[pointer] = {};
        if constexpr (requires(SettingCollector &reader) { describe(reader, element); }) {
            SettingCollector inner(m_found, pointer);
            describe(inner, element);
        }
    }

    template <typename T>
    [[nodiscard]] static std::string defaultOf(const T &value)
    {
        if constexpr (std::is_same_v<T, bool>) {
            return value ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string>) {
            return spec::quotedJson(value);
        } else if constexpr (std::is_integral_v<T>) {
            return std::to_string(value);
        } else if constexpr (requires { value.count(); }) {
            return std::to_string(static_cast<std::int64_t>(value.count()));
        } else {
            return {};
        }
    }

    std::map<std::string, std::string> &m_found;
    std::string m_place;
};

std::map<std::string, std::string> settings()
{
    std::map<std::string, std::string> found;
    SettingCollector reader(found);
    spec::GatewayConfig config;
    describe(reader, config);
    return found;
}

void collectKeys(const SchemaField &field, const std::string &place, std::set<std::string> &keys)
{
    for (const std::string_view key : field.keys()) {
        const std::string pointer = spec::childPointer(place, key);
        keys.insert(pointer);
        collectKeys(*field.child(key), pointer, keys);
    }
}

class GatewayConfigSchemaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesEverySetting();
    void tellsTheDefaults();
    void namesNothingElse();
    void acceptsTheDemo();
    void suggestsWhatWasMeant();

private:
    const DefinitionSchema m_schema = DefinitionSchema::ofGatewayConfig();
};

void GatewayConfigSchemaTest::describesEverySetting()
{
    QStringList missing;
    for (const auto &[pointer, value] : settings()) {
        const std::optional<SchemaField> field = m_schema.at(pointer);
        if (!field || field->description().empty() || field->types().empty()) {
            missing.append(QString::fromStdString(pointer));
        }
    }
    QVERIFY(settings().size() > 100);
    QCOMPARE(missing, QStringList());
}

void GatewayConfigSchemaTest::tellsTheDefaults()
{
    QStringList wrong;
    for (const auto &[pointer, value] : settings()) {
        const std::optional<SchemaField> field = m_schema.at(pointer);
        if (!value.empty() && field && field->defaultText() != value) {
            wrong.append(QString::fromStdString(pointer + ": " + std::string(field->defaultText()) +
                                                ", not " + value));
        }
    }
    QCOMPARE(wrong, QStringList());
}

void GatewayConfigSchemaTest::namesNothingElse()
{
    const auto known = settings();
    std::set<std::string> keys;
    collectKeys(m_schema.root(), {}, keys);
    QStringList unknown;
    for (const std::string &pointer : keys) {
        if (!known.contains(pointer)) {
            unknown.append(QString::fromStdString(pointer));
        }
    }
    QCOMPARE(unknown, QStringList());
}

void GatewayConfigSchemaTest::acceptsTheDemo()
{
    const auto schema = spec::JsonSchema::compile(m_schema.text());
    QVERIFY2(schema, schema ? "" : schema.error().text().c_str());
    const QByteArray demo = test::readFile(QStringLiteral(GW_DEMO_APPS "/../gatewright.conf"));
    QVERIFY(!demo.isEmpty());
    const auto problems = schema->validate(demo.toStdString());
    QVERIFY(problems);
    QVERIFY2(problems->empty(), problems->empty() ? "" : problems->front().c_str());
    const auto broken = schema->validate(R"({"listen_port": "8080", "log_level": "loud"})");
    QVERIFY(broken);
    QCOMPARE(broken->size(), std::size_t(2));
}

void GatewayConfigSchemaTest::suggestsWhatWasMeant()
{
    const auto document =
        spec::JsonDocument::parse(R"({"http_server_options": {"read_timout": 5}})");
    QVERIFY(document);
    const auto findings = spec::checkSchema(*document, m_schema);
    QCOMPARE(findings.size(), std::size_t(1));
    QCOMPARE(findings[0].finding.pointer, std::string("/http_server_options/read_timout"));
    QCOMPARE(findings[0].suggestion, std::string("read_timeout"));
}

} // namespace

GW_TEST(GatewayConfigSchemaTest)
#include "gateway_config_schema_test.moc"
