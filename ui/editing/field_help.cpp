// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/field_help.h"

#include "editing/words.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::JsonType;
using spec::SchemaField;

QString wordOf(JsonType type)
{
    switch (type) {
    case JsonType::Bool:
        return Words::tr("true or false");
    case JsonType::Array:
        return Words::tr("list");
    case JsonType::Object:
        return Words::tr("object");
    case JsonType::Number:
        return Words::tr("number");
    case JsonType::String:
        return Words::tr("string");
    case JsonType::Null:
        break;
    }
    return QStringLiteral("null");
}

QString listOf(JsonType type)
{
    switch (type) {
    case JsonType::String:
        return Words::tr("list of strings");
    case JsonType::Number:
        return Words::tr("list of numbers");
    case JsonType::Object:
        return Words::tr("list of objects");
    default:
        return Words::tr("list");
    }
}

QString typeOf(const SchemaField &field)
{
    const std::vector<JsonType> types = field.types();
    if (types.empty()) {
        return Words::tr("any value");
    }
    QString text;
    for (const JsonType type : types) {
        text = text.isEmpty() ? wordOf(type) : Words::tr("%1 or %2").arg(text, wordOf(type));
    }
    const std::optional<SchemaField> items = field.items();
    if (types.front() == JsonType::Array && items && !items->types().empty()) {
        text = listOf(items->types().front());
    }
    if (types.front() == JsonType::Object && field.isOpen() && field.keys().empty()) {
        text = Words::tr("map");
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
    help.type = typeOf(*field).toStdString();
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
