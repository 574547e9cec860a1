// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/field_help.h"

#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::JsonType;
using spec::SchemaField;

std::string wordOf(JsonType type)
{
    switch (type) {
    case JsonType::Bool:
        return "true or false";
    case JsonType::Array:
        return "list";
    default:
        return std::string(spec::toString(type));
    }
}

std::string typeOf(const SchemaField &field)
{
    const std::vector<JsonType> types = field.types();
    if (types.empty()) {
        return "any value";
    }
    std::string text;
    for (const JsonType type : types) {
        text += (text.empty() ? "" : " or ") + wordOf(type);
    }
    const std::optional<SchemaField> items = field.items();
    if (types.front() == JsonType::Array && items && !items->types().empty()) {
        text += " of " + wordOf(items->types().front()) + 's';
    }
    if (types.front() == JsonType::Object && field.isOpen() && field.keys().empty()) {
        text = "map";
    }
    return text;
}

} // namespace

std::optional<FieldHelp> helpFor(const spec::DefinitionSchema &schema, std::string_view pointer)
{
    const std::optional<SchemaField> field = schema.at(pointer);
    if (!field) {
        return std::nullopt;
    }
    FieldHelp help;
    help.path = dottedPath(pointer);
    help.type = typeOf(*field);
    help.description = field->description();
    help.defaultText = field->defaultText();
    for (const std::string_view value : field->enumValues()) {
        help.values.emplace_back(value);
    }
    return help;
}

std::string dottedPath(std::string_view pointer)
{
    std::string path;
    const std::optional<std::vector<std::string>> tokens = spec::pointerTokens(pointer);
    for (const std::string &token : tokens.value_or(std::vector<std::string>())) {
        const bool isIndex = !token.empty() && std::ranges::all_of(token, [](char c) {
            return c >= '0' && c <= '9';
        });
        if (isIndex) {
            path += '[' + token + ']';
        } else {
            path += (path.empty() ? "" : ".") + token;
        }
    }
    return path;
}

} // namespace gw::editing
