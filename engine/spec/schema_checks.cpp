// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/schema_checks.h"

#include "base/ascii.h"
#include "spec/json_pointer.h"
#include "spec/nearest_word.h"

#include <algorithm>
#include <charconv>

namespace gw::spec {

namespace {

using Rule = SchemaFinding::Rule;

constexpr std::size_t kMostFindings = 200;

std::string_view phraseOf(JsonType type)
{
    switch (type) {
    case JsonType::Null:
        return "null";
    case JsonType::Bool:
        return "true or false";
    case JsonType::Number:
        return "a number";
    case JsonType::String:
        return "a string";
    case JsonType::Array:
        return "an array";
    case JsonType::Object:
        break;
    }
    return "an object";
}

std::string joined(const std::vector<std::string_view> &words, std::string_view last)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool isLast = i + 1 == words.size();
        text += (i == 0 ? std::string() : isLast ? ' ' + std::string(last) + ' ' : ", ");
        text += words[i];
    }
    return text;
}

std::string_view unquoted(std::string_view json)
{
    const bool isString = json.size() >= 2 && json.front() == '"';
    return isString ? json.substr(1, json.size() - 2) : json;
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return !text.empty() && isWhole ? std::optional(value) : std::nullopt;
}

// "2006-01-02 15:04"
bool isExpiry(std::string_view text)
{
    constexpr std::string_view kForm = "dddd-dd-dd dd:dd";
    return text.empty() || text == "-1" || std::ranges::equal(text, kForm, [](char c, char form) {
               return form == 'd' ? c >= '0' && c <= '9' : c == form;
           });
}

// The same value as another type, when there is no doubt: "80" and 80, "true" and true.
std::string converted(JsonValue value, const SchemaField &field)
{
    const std::string_view text = value.isString() ? value.string() : value.text();
    if (field.allows(JsonType::Bool) && (text == "true" || text == "1")) {
        return "true";
    }
    if (field.allows(JsonType::Bool) && (text == "false" || text == "0" || text.empty())) {
        return "false";
    }
    if (field.allows(JsonType::Number) && value.isString() && numberOf(text)) {
        return std::string(text);
    }
    if (field.allows(JsonType::String) && !value.isObject() && !value.isArray()) {
        return quotedJson(text);
    }
    const bool isList = field.allows(JsonType::Array) && !value.isArray();
    const std::optional<SchemaField> items = isList ? field.items() : std::nullopt;
    return items && items->allows(value.type()) ? '[' + std::string(value.text()) + ']'
                                                : std::string();
}

class SchemaCheck final {
public:
    void check(JsonValue value, const SchemaField &field, const std::string &pointer)
    {
        if (value.isNull() || m_findings.size() >= kMostFindings) {
            return;
        }
        if (!field.allows(value.type())) {
            wrongType(value, field, pointer);
            return;
        }
        if (value.isObject()) {
            members(value, field, pointer);
        } else if (value.isArray()) {
            elements(value, field, pointer);
        } else {
            scalar(value, field, pointer);
        }
    }

    void required(JsonValue root, const DefinitionSchema &schema)
    {
        for (const std::string_view key : schema.requiredKeys()) {
            if (root.isObject() && !root.findIgnoringCase(key)) {
                add(Rule::Missing, Severity::Warning,
                    {{}, std::string(key), "\"" + std::string(key) + "\" is missing", {}});
            }
        }
    }

    [[nodiscard]] std::vector<SchemaFinding> take() { return std::move(m_findings); }

private:
    struct Words {
        std::string pointer;
        std::string suggestion;
        std::string message;
        std::string remedy;
    };

    void add(Rule rule, Severity severity, Words words)
    {
        m_findings.push_back({rule,
                              {severity, std::move(words.pointer), std::move(words.message),
                               std::move(words.remedy)},
                              std::move(words.suggestion)});
    }

    void wrongType(JsonValue value, const SchemaField &field, const std::string &pointer)
    {
        std::vector<std::string_view> phrases;
        for (const JsonType type : field.types()) {
            phrases.push_back(phraseOf(type));
        }
        std::string better = converted(value, field);
        std::string remedy = better.empty() ? std::string() : "Write " + better;
        add(Rule::Type, Severity::Error,
            {pointer, std::move(better),
             "Expected " + joined(phrases, "or") + ", found " + std::string(phraseOf(value.type())),
             std::move(remedy)});
    }

    void members(JsonValue object, const SchemaField &field, const std::string &pointer)
    {
        const std::vector<std::string_view> names = field.mapKeys();
        const std::vector<std::string_view> keys = field.keys();
        for (const JsonValue member : object.children()) {
            const std::string_view key = member.key();
            const std::string place = childPointer(pointer, key);
            if (!names.empty() && std::ranges::find(names, key) == names.end()) {
                unknown(place, key, names);
            }
            spelling(place, key, keys);
            if (const std::optional<SchemaField> child = field.child(key)) {
                check(member, *child, place);
            } else if (!field.isOpen()) {
                unknown(place, key, keys);
            }
        }
    }

    void unknown(const std::string &place, std::string_view key,
                 const std::vector<std::string_view> &known)
    {
        const std::string nearest(nearestWord(key, known));
        add(Rule::Unknown, Severity::Warning,
            {place, nearest, "Nothing reads \"" + std::string(key) + "\"; it is kept as it is",
             nearest.empty() ? std::string() : "Did you mean \"" + nearest + "\"?"});
    }

    void spelling(const std::string &place, std::string_view key,
                  const std::vector<std::string_view> &keys)
    {
        for (const std::string_view usual : keys) {
            if (usual != key && equalIgnoringCase(usual, key)) {
                add(Rule::Spelling, Severity::Note,
                    {place,
                     std::string(usual),
                     "Usually written \"" + std::string(usual) + "\"; read all the same",
                     {}});
            }
        }
    }

    void elements(JsonValue array, const SchemaField &field, const std::string &pointer)
    {
        const std::optional<SchemaField> items = field.items();
        if (!items) {
            return;
        }
        std::size_t index = 0;
        for (const JsonValue element : array.children()) {
            check(element, *items, childPointer(pointer, index));
            ++index;
        }
    }

    void scalar(JsonValue value, const SchemaField &field, const std::string &pointer)
    {
        const std::vector<std::string_view> allowed = field.enumValues();
        const bool isAllowed = std::ranges::any_of(allowed, [&value](std::string_view text) {
            return value.isString() ? unquoted(text) == value.string() : text == value.text();
        });
        if (!allowed.empty() && !isAllowed) {
            std::vector<std::string_view> words;
            std::ranges::transform(allowed, std::back_inserter(words), unquoted);
            const std::string_view nearest = nearestWord(value.string(), words);
            add(Rule::Value, Severity::Warning,
                {pointer, nearest.empty() ? std::string() : quotedJson(nearest),
                 "Not one of " + joined(allowed, "and"),
                 nearest.empty() ? std::string() : "Did you mean " + quotedJson(nearest) + "?"});
        }
        if (const std::optional<double> number = value.number()) {
            range(value, field, pointer);
        }
        if (field.format() == "expiry" && !isExpiry(value.string())) {
            add(Rule::Value, Severity::Warning,
                {pointer, {}, "Not a time", "Write it like \"2030-12-31 23:59\""});
        }
    }

    void range(JsonValue value, const SchemaField &field, const std::string &pointer)
    {
        const std::string_view least = field.limit("minimum");
        const std::string_view most = field.limit("maximum");
        const double number = *value.number();
        if (const std::optional<double> limit = numberOf(least); limit && number < *limit) {
            add(Rule::Value, Severity::Warning,
                {pointer, std::string(least), "Less than " + std::string(least), {}});
        }
        if (const std::optional<double> limit = numberOf(most); limit && number > *limit) {
            add(Rule::Value, Severity::Warning,
                {pointer, std::string(most), "More than " + std::string(most), {}});
        }
    }

    std::vector<SchemaFinding> m_findings;
};

} // namespace

std::vector<SchemaFinding> checkSchema(const JsonDocument &document, const DefinitionSchema &schema)
{
    SchemaCheck check;
    check.required(document.root(), schema);
    check.check(document.root(), schema.root(), {});
    return check.take();
}

std::vector<std::string> misspeltKeys(const JsonDocument &document, const DefinitionSchema &schema)
{
    std::vector<std::string> lines;
    for (const SchemaFinding &found : checkSchema(document, schema)) {
        if (found.rule == Rule::Unknown && !found.suggestion.empty()) {
            lines.push_back(found.finding.pointer + ": " + found.finding.message + ". " +
                            found.finding.remedy);
        }
    }
    return lines;
}

} // namespace gw::spec
