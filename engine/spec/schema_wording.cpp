// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/schema_wording.h"

#include "spec/json_pointer.h"

#include <jsoncons_ext/jsonpointer/jsonpointer.hpp>

#include <algorithm>
#include <optional>

namespace gw::spec {

namespace {

using jsoncons::ojson;

// "(root)", or the tokens joined by dots: "items.0.name".
std::string fieldOf(const std::vector<std::string> &tokens)
{
    std::string field;
    for (const std::string &token : tokens) {
        field += (field.empty() ? "" : ".") + token;
    }
    return field.empty() ? "(root)" : field;
}

const ojson *valueAt(const ojson &root, const std::string &pointer)
{
    std::error_code error;
    const ojson &value = jsoncons::jsonpointer::get(root, pointer, error);
    return error ? nullptr : &value;
}

std::string textOf(const ojson *value)
{
    return value == nullptr ? std::string() : value->to_string();
}

std::string typeOf(const ojson *value)
{
    if (value == nullptr || value->is_null()) {
        return "null";
    }
    if (value->is_bool()) {
        return "boolean";
    }
    if (value->is_string() && value->tag() != jsoncons::semantic_tag::bigdec &&
        value->tag() != jsoncons::semantic_tag::bigint) {
        return "string";
    }
    if (value->is_array()) {
        return "array";
    }
    if (value->is_object()) {
        return "object";
    }
    return value->is_double() ? "number" : "integer";
}

std::string expectedTypes(const ojson *types)
{
    if (types == nullptr) {
        return {};
    }
    if (!types->is_array()) {
        return types->as<std::string>();
    }
    std::string list;
    for (const ojson &type : types->array_range()) {
        list += (list.empty() ? "" : ",") + type.as<std::string>();
    }
    return '[' + list + ']';
}

std::string listOf(const ojson *values)
{
    std::string list;
    if (values != nullptr && values->is_array()) {
        for (const ojson &value : values->array_range()) {
            list += (list.empty() ? "" : ", ") + value.to_string();
        }
    }
    return list;
}

// What stands in the first pair of single quotes, up to `end`.
std::string quotedPart(const std::string &message, std::string_view end)
{
    const std::size_t open = message.find('\'');
    const std::size_t close = message.rfind(end);
    return open == std::string::npos || close == std::string::npos || close <= open
               ? std::string()
               : message.substr(open + 1, close - open - 1);
}

struct Limit {
    std::string_view keyword;
    std::string_view before;
    std::string_view after;
};

constexpr Limit kLimits[] = {
    {"minLength", "String length must be greater than or equal to ", ""},
    {"maxLength", "String length must be less than or equal to ", ""},
    {"pattern", "Does not match pattern '", "'"},
    {"format", "Does not match format '", "'"},
    {"minimum", "Must be greater than or equal to ", ""},
    {"maximum", "Must be less than or equal to ", ""},
    {"exclusiveMinimum", "Must be greater than ", ""},
    {"exclusiveMaximum", "Must be less than ", ""},
    {"multipleOf", "Must be a multiple of ", ""},
    {"minItems", "Array must have at least ", " items"},
    {"maxItems", "Array must have at most ", " items"},
    {"minProperties", "Must have at least ", " properties"},
    {"maxProperties", "Must have at most ", " properties"},
};

constexpr std::pair<std::string_view, std::string_view> kFixed[] = {
    {"anyOf", "Must validate at least one schema (anyOf)"},
    {"oneOf", "Must validate one and only one schema (oneOf)"},
    {"allOf", "Must validate all the schemas (allOf)"},
    {"not", "Must not validate the schema (not)"},
    {"contains", "At least one of the items must match"},
    {"false", "False always fails validation"},
};

std::optional<std::string> limitText(const Violation &violation, const ojson *parameter)
{
    for (const Limit &limit : kLimits) {
        if (violation.keyword == limit.keyword && parameter != nullptr) {
            const std::string value =
                parameter->is_string() ? parameter->as<std::string>() : parameter->to_string();
            return std::string(limit.before) + value + std::string(limit.after);
        }
    }
    for (const auto &[keyword, text] : kFixed) {
        if (violation.keyword == keyword) {
            return std::string(text);
        }
    }
    return std::nullopt;
}

bool isDependency(const Violation &violation)
{
    return violation.keyword == "required" &&
           (violation.schemaFragment.ends_with("/dependencies/required") ||
            violation.schemaFragment.find("/dependentRequired") != std::string::npos);
}

} // namespace

std::string gojsonschemaText(const Violation &violation, const ojson &schema, const ojson &instance)
{
    std::vector<std::string> tokens =
        pointerTokens(violation.instancePointer).value_or(std::vector<std::string>());
    const std::string &keyword = violation.keyword;
    // These are reported at the member, and belong to the object around it.
    const bool isAboutMember = keyword == "additionalProperties" || isDependency(violation);
    std::string member;
    if (isAboutMember && !tokens.empty()) {
        member = tokens.back();
        tokens.pop_back();
    }
    const std::string field = fieldOf(tokens);
    const std::string start = field + ": ";
    // The library leaves "type" out of the keyword's place.
    const ojson *parameter = valueAt(schema, keyword == "type" ? violation.schemaFragment + "/type"
                                                               : violation.schemaFragment);
    const ojson *value = valueAt(instance, violation.instancePointer);
    if (keyword == "required") {
        const std::string name = quotedPart(violation.message, "' not found");
        return start +
               (isDependency(violation) ? "Has a dependency on " + name : name + " is required");
    }
    if (keyword == "type") {
        return start + "Invalid type. Expected: " + expectedTypes(parameter) +
               ", given: " + typeOf(value);
    }
    if (keyword == "enum") {
        return start + field + " must be one of the following: " + listOf(parameter);
    }
    if (keyword == "const") {
        return start + field + " does not match: " + textOf(parameter);
    }
    if (keyword == "additionalProperties") {
        return start + "Additional property " + member + " is not allowed";
    }
    if (const std::optional<std::string> text = limitText(violation, parameter)) {
        return start + *text;
    }
    return start + violation.message;
}

} // namespace gw::spec
