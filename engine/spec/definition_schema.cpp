// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_schema.h"

#include "spec/json_pointer.h"

#include <QFile>

#include <algorithm>

namespace gw::spec {

namespace {

constexpr std::string_view kTypeNames[] = {"null",   "boolean", "number",
                                           "string", "array",   "object"};

std::optional<JsonType> typeOfName(std::string_view name)
{
    if (name == "integer") {
        return JsonType::Number;
    }
    const auto *const found = std::ranges::find(kTypeNames, name);
    return found == std::end(kTypeNames)
               ? std::nullopt
               : std::optional(static_cast<JsonType>(found - std::begin(kTypeNames)));
}

std::vector<std::string_view> texts(const std::optional<JsonValue> &list)
{
    std::vector<std::string_view> values;
    if (list && list->isArray()) {
        for (const JsonValue value : list->children()) {
            if (!value.isNull()) {
                values.push_back(value.text());
            }
        }
    }
    return values;
}

std::vector<std::string_view> strings(const std::optional<JsonValue> &list)
{
    std::vector<std::string_view> values;
    if (list && list->isArray()) {
        for (const JsonValue value : list->children()) {
            values.push_back(value.string());
        }
    }
    return values;
}

std::string_view stringOf(const std::optional<JsonValue> &value)
{
    return value ? value->string() : std::string_view();
}

std::string sampleOf(const SchemaField &field)
{
    const std::vector<JsonType> types = field.types();
    const JsonType type = types.empty() ? JsonType::Object : types.front();
    if (type == JsonType::Array) {
        const std::optional<SchemaField> items = field.items();
        return '[' + (items ? sampleOf(*items) : std::string()) + ']';
    }
    if (type != JsonType::Object) {
        const std::vector<std::string_view> values = field.enumValues();
        const std::string_view fallback = type == JsonType::String ? "\"\""
                                          : type == JsonType::Bool ? "false"
                                                                   : "0";
        const std::string_view least = field.limit("minimum");
        return std::string(!values.empty() ? values.back() : !least.empty() ? least : fallback);
    }
    std::string members;
    const auto add = [&members](std::string_view key, const SchemaField &child) {
        members += (members.empty() ? "" : ",") + quotedJson(key) + ':' + sampleOf(child);
    };
    for (const std::string_view key : field.keys()) {
        add(key, *field.child(key));
    }
    const std::vector<std::string_view> names = field.mapKeys();
    const std::string_view name = names.empty() ? "any" : names.front();
    if (const std::optional<SchemaField> child = field.child(name); child && field.isOpen()) {
        add(name, *child);
    }
    return '{' + members + '}';
}

} // namespace

SchemaField::SchemaField(const JsonDocument *schema, JsonValue node)
    : m_schema(schema)
    , m_node(node)
{
    const std::string_view reference = stringOf(node.find("$ref"));
    if (reference.starts_with('#')) {
        m_reference = m_schema->valueAt(reference.substr(1));
    }
}

// A keyword beside a reference counts more than the one behind it.
std::optional<JsonValue> SchemaField::find(std::string_view keyword) const
{
    const std::optional<JsonValue> own = m_node.find(keyword);
    return own || !m_reference ? own : m_reference->find(keyword);
}

std::string_view SchemaField::description() const
{
    return stringOf(find("description"));
}

std::vector<JsonType> SchemaField::types() const
{
    std::vector<JsonType> types;
    const auto add = [&types](std::string_view name) {
        const std::optional<JsonType> type = typeOfName(name);
        if (type && *type != JsonType::Null) {
            types.push_back(*type);
        }
    };
    if (const std::optional<JsonValue> value = find("type"); value && value->isArray()) {
        for (const JsonValue name : value->children()) {
            add(name.string());
        }
    } else {
        add(stringOf(value));
    }
    return types;
}

bool SchemaField::allows(JsonType type) const
{
    const std::vector<JsonType> allowed = types();
    return type == JsonType::Null || allowed.empty() ||
           std::ranges::find(allowed, type) != allowed.end();
}

std::vector<std::string_view> SchemaField::enumValues() const
{
    return texts(find("enum"));
}

std::vector<std::string_view> SchemaField::examples() const
{
    return texts(find("examples"));
}

std::string_view SchemaField::defaultText() const
{
    const std::optional<JsonValue> value = find("default");
    return value ? value->text() : std::string_view();
}

std::string_view SchemaField::format() const
{
    return stringOf(find("format"));
}

std::string_view SchemaField::completion() const
{
    return stringOf(find("x-complete"));
}

std::string_view SchemaField::limit(std::string_view keyword) const
{
    const std::optional<JsonValue> value = find(keyword);
    return value ? value->text() : std::string_view();
}

std::vector<std::string_view> SchemaField::keys() const
{
    std::vector<std::string_view> keys;
    if (const std::optional<JsonValue> properties = find("properties")) {
        for (const JsonValue property : properties->children()) {
            keys.push_back(property.key());
        }
    }
    return keys;
}

std::vector<std::string_view> SchemaField::mapKeys() const
{
    const std::optional<JsonValue> rule = find("propertyNames");
    return rule ? strings(rule->find("enum")) : std::vector<std::string_view>();
}

bool SchemaField::isOpen() const
{
    return find("additionalProperties").has_value() || !find("properties").has_value();
}

std::optional<SchemaField> SchemaField::child(std::string_view key) const
{
    if (const std::optional<JsonValue> properties = find("properties")) {
        if (const std::optional<JsonValue> property = properties->findIgnoringCase(key)) {
            return SchemaField(m_schema, *property);
        }
    }
    const std::optional<JsonValue> others = find("additionalProperties");
    return others && others->isObject() ? std::optional(SchemaField(m_schema, *others))
                                        : std::nullopt;
}

std::optional<SchemaField> SchemaField::items() const
{
    const std::optional<JsonValue> items = find("items");
    return items && items->isObject() ? std::optional(SchemaField(m_schema, *items)) : std::nullopt;
}

Expected<DefinitionSchema> DefinitionSchema::parse(std::string text)
{
    Expected<JsonDocument> schema = JsonDocument::parse(std::move(text), "schema");
    if (!schema) {
        return tl::unexpected(schema.error());
    }
    if (!schema->root().isObject()) {
        return failure("The schema is no object", "schema");
    }
    return DefinitionSchema(std::make_shared<const JsonDocument>(std::move(*schema)));
}

DefinitionSchema DefinitionSchema::ofApiDefinitions()
{
    return ofResource("api_definition.schema.json");
}

DefinitionSchema DefinitionSchema::ofGatewayConfig()
{
    return ofResource("gateway_config.schema.json");
}

DefinitionSchema DefinitionSchema::ofResource(const char *name)
{
    QFile file(QStringLiteral(":/gatewright/schema/") + QLatin1String(name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Expected<DefinitionSchema> schema =
        parse(isOpen ? file.readAll().toStdString() : std::string("{}"));
    Q_ASSERT(schema);
    return std::move(*schema);
}

SchemaField DefinitionSchema::root() const
{
    return {m_schema.get(), m_schema->root()};
}

std::vector<std::string_view> DefinitionSchema::requiredKeys() const
{
    return strings(m_schema->root().find("required"));
}

std::optional<SchemaField> DefinitionSchema::at(std::string_view pointer) const
{
    const std::optional<std::vector<std::string>> tokens = pointerTokens(pointer);
    std::optional<SchemaField> field = root();
    if (!tokens) {
        return std::nullopt;
    }
    for (const std::string &token : *tokens) {
        const bool isIndex =
            !token.empty() && token.find_first_not_of("0123456789-") == std::string::npos;
        std::optional<SchemaField> next = field->child(token);
        if (!next && isIndex) {
            next = field->items();
        }
        if (!next) {
            return std::nullopt;
        }
        field.emplace(*next);
    }
    return field;
}

std::string DefinitionSchema::sample() const
{
    return sampleOf(root());
}

} // namespace gw::spec
