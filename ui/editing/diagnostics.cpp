// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/diagnostics.h"

#include "editing/plugin_checks.h"
#include "editing/quick_fixes.h"
#include "editing/text_place.h"
#include "spec/definition_reader.h"
#include "spec/gateway_config.h"
#include "spec/schema_checks.h"
#include "spec/unsupported.h"

#include <algorithm>
#include <set>

namespace gw::editing {

namespace {

using spec::Finding;
using spec::JsonDocument;
using spec::JsonValue;
using spec::SchemaFinding;
using spec::Severity;

// The gateway replaces these before it reads the definition; what they become is not known here.
bool isReference(const JsonDocument &document, const std::string &pointer)
{
    const std::optional<JsonValue> value = document.valueAt(pointer);
    const std::string_view text = value ? value->string() : std::string_view();
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"env://", "secrets://", "file://", "consul://",
                                                "vault://"},
        [text](std::string_view scheme) { return text.find(scheme) != std::string_view::npos; });
}

class Diagnosis final {
public:
    Diagnosis(const DiagnosticsInput &input, const spec::DefinitionSchema &schema,
              const JsonDocument &document)
        : m_input(input)
        , m_schema(schema)
        , m_document(document)
        , m_judged{document, std::make_shared<const std::string>(input.text)}
    {
    }

    std::vector<Diagnostic> run()
    {
        if (m_input.subject == DiagnosticsInput::Subject::Definition) {
            definition();
        } else {
            settings();
        }
        std::ranges::stable_sort(m_result, {}, &Diagnostic::begin);
        return std::move(m_result);
    }

private:
    void definition()
    {
        const Expected<spec::ApiDefinition> api = spec::readDefinition(m_document);
        if (api) {
            checks(*api);
        }
        const bool hasTypeError = schema();
        if (!api && !hasTypeError) {
            readerError(api.error());
        }
    }

    // What the environment adds is the engine's matter, not the file's.
    void settings()
    {
        const auto config = spec::readConfig(m_document.text(), {}, {});
        const bool hasTypeError = schema();
        if (!config && !hasTypeError) {
            readerError(config.error());
        }
    }

    void checks(const spec::ApiDefinition &api)
    {
        for (const Finding &finding : spec::checkDefinition(api, m_input.options)) {
            add(finding);
        }
        for (const Finding &finding : spec::checkKeys(m_document)) {
            add(finding);
        }
        for (const Finding &finding : spec::checkSupport(api)) {
            add(finding);
        }
        std::vector<const spec::ApiDefinition *> set;
        for (const auto &other : m_input.others) {
            set.push_back(other.get());
        }
        set.push_back(&api);
        for (const spec::SetFinding &entry : spec::checkSet(set)) {
            if (entry.index + 1 == set.size()) {
                add(entry.finding);
            }
        }
        for (PluginFinding &entry : checkPlugins(m_document, m_input.workspace, m_input.plugins)) {
            add(entry.finding, entry.suggestion);
        }
    }

    // Whether the engine would refuse the document because of what was found.
    bool schema()
    {
        bool hasTypeError = false;
        for (const SchemaFinding &entry : spec::checkSchema(m_document, m_schema)) {
            const bool isType = entry.rule == SchemaFinding::Rule::Type;
            hasTypeError = hasTypeError || isType;
            const bool isSaid = entry.rule == SchemaFinding::Rule::Value &&
                                m_places.contains(entry.finding.pointer);
            if (!isSaid) {
                push(entry.finding, fixesFor(entry, m_judged, m_schema));
            }
        }
        return hasTypeError;
    }

    void readerError(const Error &error)
    {
        Diagnostic diagnostic;
        diagnostic.severity = Severity::Error;
        diagnostic.message = error.what;
        diagnostic.remedy = error.remedy;
        diagnostic.begin = offsetOfPlace(m_document.text(), error.where);
        diagnostic.end = endOfToken(m_document.text(), diagnostic.begin);
        m_result.push_back(std::move(diagnostic));
    }

    void add(const Finding &finding, const std::string &suggestion = {})
    {
        if (!isReference(m_document, finding.pointer)) {
            push(finding, fixesFor(finding, suggestion, m_judged));
        }
    }

    void push(const Finding &finding, std::vector<QuickFix> fixes)
    {
        const TextRange range = rangeOf(m_document, finding.pointer);
        m_places.insert(finding.pointer);
        m_result.push_back({finding.severity, range.begin, range.end, finding.pointer,
                            finding.message, finding.remedy, std::move(fixes)});
    }

    const DiagnosticsInput &m_input;
    const spec::DefinitionSchema &m_schema;
    const JsonDocument &m_document;
    const JudgedText m_judged;
    std::set<std::string> m_places;
    std::vector<Diagnostic> m_result;
};

// The parser stops behind the first character that it cannot take; the mark starts at the token.
std::size_t startOfProblem(const std::string &text, std::size_t offset)
{
    const bool isBehindBracket =
        offset > 0 && offset <= text.size() && (text[offset - 1] == '}' || text[offset - 1] == ']');
    if (isBehindBracket && text[startOfCharacter(text, offset - 1)] == ',') {
        return offset - 1;
    }
    const std::size_t last = text.find_last_of(" \t\r\n,:{}[]\"", offset == 0 ? 0 : offset - 1);
    return last == std::string::npos || offset == 0 ? 0 : last + 1;
}

Diagnostic syntaxProblem(const std::string &text, const Error &error)
{
    Diagnostic diagnostic;
    diagnostic.severity = Severity::Error;
    diagnostic.message = error.what;
    diagnostic.remedy = error.remedy;
    const std::size_t offset = startOfProblem(text, offsetOfPlace(text, error.where));
    addSyntaxFixes(text, offset, diagnostic);
    diagnostic.begin = offset;
    diagnostic.end = endOfToken(text, offset);
    if (diagnostic.end == diagnostic.begin && !text.empty()) {
        diagnostic.begin = startOfCharacter(text, std::min(offset, text.size()));
        diagnostic.end = std::min(diagnostic.begin + 1, text.size());
    }
    return diagnostic;
}

} // namespace

std::vector<Diagnostic> diagnose(const DiagnosticsInput &input,
                                 const spec::DefinitionSchema &schema)
{
    const Expected<JsonDocument> document = JsonDocument::parse(input.text);
    if (!document) {
        return {syntaxProblem(input.text, document.error())};
    }
    return Diagnosis(input, schema, *document).run();
}

} // namespace gw::editing
