// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "spec/json_document.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {

// What a schema says about one place of a document. Lives as long as the DefinitionSchema.
class SchemaField final {
public:
    [[nodiscard]] std::string_view description() const;
    // Without "null"; empty when anything goes.
    [[nodiscard]] std::vector<JsonType> types() const;
    [[nodiscard]] bool allows(JsonType type) const;
    // JSON texts, null left out.
    [[nodiscard]] std::vector<std::string_view> enumValues() const;
    [[nodiscard]] std::vector<std::string_view> examples() const;
    [[nodiscard]] std::string_view defaultText() const; // JSON, may be empty
    [[nodiscard]] std::string_view format() const;      // "regex", "go-duration", ...; may be empty
    // What an editor offers here: "plugin-file", "plugin-symbol", "api-id", "policy-id" or nothing.
    [[nodiscard]] std::string_view completion() const;
    // The keyword's text as a number, as in "minimum"; empty when there is none.
    [[nodiscard]] std::string_view limit(std::string_view keyword) const;

    // The members that are described, in the order of the schema.
    [[nodiscard]] std::vector<std::string_view> keys() const;
    // Names that a map expects, as events; empty when any name goes.
    [[nodiscard]] std::vector<std::string_view> mapKeys() const;
    // Whether members that are not described are data (a map) rather than slips.
    [[nodiscard]] bool isOpen() const;
    // The field of a member (keys match regardless of case) or of an array's elements.
    [[nodiscard]] std::optional<SchemaField> child(std::string_view key) const;
    [[nodiscard]] std::optional<SchemaField> items() const;

private:
    friend class DefinitionSchema;
    SchemaField(const JsonDocument *schema, JsonValue node);
    [[nodiscard]] std::optional<JsonValue> find(std::string_view keyword) const;

    const JsonDocument *m_schema;
    JsonValue m_node;
    std::optional<JsonValue> m_reference; // what "$ref" points to
};

// A JSON Schema as a description of fields, for help, completion and forms. Follows properties,
// additionalProperties, items and references inside the document. Thread: any (immutable). Copies
// share the schema.
class DefinitionSchema final {
public:
    [[nodiscard]] static Expected<DefinitionSchema> parse(std::string text);
    // The schema of API definitions that is part of the program.
    [[nodiscard]] static DefinitionSchema ofApiDefinitions();
    // Likewise of gatewright.conf.
    [[nodiscard]] static DefinitionSchema ofGatewayConfig();

    [[nodiscard]] const std::string &text() const { return m_schema->text(); }
    [[nodiscard]] SchemaField root() const;
    // The members that every document should have.
    [[nodiscard]] std::vector<std::string_view> requiredKeys() const;
    // The field that a pointer into a document leads to; empty when the schema does not know it.
    [[nodiscard]] std::optional<SchemaField> at(std::string_view pointer) const;

    // A document in which every field stands, with one element in each list and map.
    [[nodiscard]] std::string sample() const;

private:
    [[nodiscard]] static DefinitionSchema ofResource(const char *name);
    explicit DefinitionSchema(std::shared_ptr<const JsonDocument> schema)
        : m_schema(std::move(schema))
    {
    }

    std::shared_ptr<const JsonDocument> m_schema;
};

} // namespace gw::spec
