// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/completion.h"

#include "base/ascii.h"
#include "editing/json_place.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::JsonType;
using spec::SchemaField;

std::string valueOf(const std::vector<std::pair<std::string, std::string>> &members,
                    std::string_view key)
{
    for (const auto &[name, value] : members) {
        if (equalIgnoringCase(name, key)) {
            return value;
        }
    }
    return {};
}

class CandidateList final {
public:
    CandidateList(std::string_view text, std::size_t offset, const spec::DefinitionSchema &schema,
                  const CompletionSources &sources)
        : m_text(text)
        , m_place(placeAt(text, offset))
        , m_schema(schema)
        , m_sources(sources)
    {
        const std::string_view typed = text.substr(m_place.begin, offset - m_place.begin);
        m_typed = lowerAscii(typed.starts_with('"') ? typed.substr(1) : typed);
    }

    std::vector<Candidate> build()
    {
        if (m_place.kind == JsonPlace::Kind::Key) {
            keys();
        } else if (m_place.kind == JsonPlace::Kind::Value) {
            values();
        }
        rank();
        return std::move(m_result);
    }

private:
    void keys()
    {
        const std::optional<SchemaField> container = m_schema.at(m_place.container);
        if (!container) {
            return;
        }
        for (const std::string_view key : container->keys()) {
            addKey(key, *container->child(key));
        }
        for (const std::string_view key : container->mapKeys()) {
            if (const std::optional<SchemaField> child = container->child(key)) {
                addKey(key, *child);
            }
        }
        if (m_place.container == "/version_data/versions" && m_place.members.empty()) {
            addKey("Default", *container->child("Default"));
        }
    }

    [[nodiscard]] bool isThere(std::string_view key) const
    {
        return !equalIgnoringCase(key, m_place.key) &&
               std::ranges::any_of(m_place.members, [key](const auto &member) {
                   return equalIgnoringCase(member.first, key);
               });
    }

    void addKey(std::string_view key, const SchemaField &field)
    {
        if (isThere(key)) {
            return;
        }
        std::string text = spec::quotedJson(key);
        std::size_t caret = text.size();
        if (!m_place.hasColon) {
            const std::string skeleton = skeletonOf(field);
            text += ": " + skeleton;
            const bool isInside = skeleton.size() == 2; // "", [] or {}
            caret = text.size() - (isInside ? 1 : 0);
            text += needsComma() ? "," : "";
        }
        add(std::string(key), std::string(field.description()), std::move(text), caret);
    }

    // Whoever adds a switch wants it on.
    [[nodiscard]] static std::string skeletonOf(const SchemaField &field)
    {
        const std::vector<JsonType> types = field.types();
        switch (types.empty() ? JsonType::Null : types.front()) {
        case JsonType::Bool:
            return "true";
        case JsonType::Number:
            return "0";
        case JsonType::String:
            return "\"\"";
        case JsonType::Array:
            return "[]";
        case JsonType::Object:
            return "{}";
        case JsonType::Null:
            break;
        }
        return "null";
    }

    // Whether another member follows without a comma between.
    [[nodiscard]] bool needsComma() const
    {
        const std::size_t next = m_text.find_first_not_of(kWhitespace, m_place.end);
        return next != std::string_view::npos && m_text[next] == '"';
    }

    void values()
    {
        const std::optional<SchemaField> field = m_schema.at(m_place.pointer);
        if (!field) {
            return;
        }
        if (field->completion() == "plugin-file") {
            addTexts(m_sources.pluginFiles);
        } else if (field->completion() == "api-id") {
            addTexts(m_sources.apiIds);
        } else if (field->completion() == "policy-id") {
            addTexts(m_sources.policyIds);
        } else if (field->completion() == "plugin-symbol" && m_sources.symbols) {
            std::string path = valueOf(m_place.members, "path");
            if (path.empty()) {
                path = valueOf(m_place.members, "plugin_path");
            }
            for (const std::string &symbol : m_sources.symbols(path)) {
                addValue(spec::quotedJson(symbol), {});
            }
        }
        for (const std::string_view value : field->enumValues()) {
            addValue(std::string(value), {});
        }
        for (const std::string_view value : field->examples()) {
            addValue(std::string(value), {});
        }
        if (field->enumValues().empty() && m_result.empty()) {
            addSkeletons(*field);
        }
    }

    void addTexts(const std::function<std::vector<std::string>()> &source)
    {
        if (!source) {
            return;
        }
        for (const std::string &text : source()) {
            addValue(spec::quotedJson(text), {});
        }
    }

    void addSkeletons(const SchemaField &field)
    {
        if (field.types().empty()) {
            return;
        }
        if (field.allows(JsonType::Bool)) {
            addValue("true", {});
            addValue("false", {});
        } else if (!m_place.isInString && m_place.begin == m_place.end) {
            addValue(skeletonOf(field), {});
        }
    }

    void addValue(std::string json, std::string detail)
    {
        const bool isString = json.starts_with('"');
        if (m_place.isInString && !isString) {
            return;
        }
        const bool isInside = json == "\"\"" || json == "[]" || json == "{}";
        const std::size_t caret = json.size() - (isInside ? 1 : 0);
        std::string label = json;
        add(std::move(label), std::move(detail), std::move(json), caret);
    }

    void add(std::string label, std::string detail, std::string text, std::size_t caret)
    {
        const std::string_view bare =
            label.starts_with('"') ? std::string_view(label).substr(1) : std::string_view(label);
        if (!m_typed.empty() && lowerAscii(bare).find(m_typed) == std::string::npos) {
            return;
        }
        m_result.push_back({std::move(label), std::move(detail),
                            TextEdit{m_place.begin, m_place.end, std::move(text)},
                            m_place.begin + caret});
    }

    // Those that start with what was typed come first.
    void rank()
    {
        std::ranges::stable_partition(m_result, [this](const Candidate &candidate) {
            const std::string label = lowerAscii(candidate.label);
            return label.starts_with(m_typed) || label.starts_with('"' + m_typed);
        });
    }

    std::string_view m_text;
    JsonPlace m_place;
    const spec::DefinitionSchema &m_schema;
    const CompletionSources &m_sources;
    std::string m_typed; // lower case
    std::vector<Candidate> m_result;
};

} // namespace

std::vector<Candidate> candidatesAt(std::string_view text, std::size_t offset,
                                    const spec::DefinitionSchema &schema,
                                    const CompletionSources &sources)
{
    return CandidateList(text, std::min(offset, text.size()), schema, sources).build();
}

} // namespace gw::editing
