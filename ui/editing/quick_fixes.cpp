// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/quick_fixes.h"

#include "editing/definition_patch.h"
#include "editing/text_place.h"
#include "editing/words.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::Finding;
using spec::JsonDocument;
using spec::JsonValue;
using Rule = spec::SchemaFinding::Rule;

// Of the judged text only: what was typed since is not written over.
Patch patchOf(std::shared_ptr<const std::string> judged, Patch patch)
{
    return [judged = std::move(judged), patch = std::move(patch)](std::string_view text) {
        return text == *judged ? patch(text) : TextEdit{};
    };
}

class FixList final {
public:
    explicit FixList(const JudgedText &judged)
        : m_judged(judged)
    {
    }

    void set(const QString &title, const std::string &pointer, const std::string &json)
    {
        const std::optional<JsonValue> current = document().valueAt(pointer);
        if (current ? current->text() != json : canBeMade(pointer)) {
            add(title,
                [pointer, json](std::string_view text) { return setValue(text, pointer, json); });
        }
    }

    void rename(const QString &title, const std::string &pointer, const std::string &key)
    {
        const std::optional<JsonValue> object =
            document().valueAt(std::string_view(pointer).substr(0, pointer.rfind('/')));
        if (object && !object->find(key)) {
            add(title,
                [pointer, key](std::string_view text) { return renameKey(text, pointer, key); });
        }
    }

    void remove(const QString &title, const std::string &pointer)
    {
        add(title, [pointer](std::string_view text) { return removeValue(text, pointer); });
    }

    [[nodiscard]] std::vector<QuickFix> take() { return std::move(m_fixes); }

private:
    [[nodiscard]] const JsonDocument &document() const { return m_judged.document; }

    // Whether there is an object that the objects on the way can be put into.
    [[nodiscard]] bool canBeMade(std::string_view pointer) const
    {
        std::optional<JsonValue> around;
        while (!around && pointer.find('/') != std::string_view::npos) {
            pointer = pointer.substr(0, pointer.rfind('/'));
            around = document().valueAt(pointer);
        }
        return around && around->isObject();
    }

    void add(const QString &title, Patch patch)
    {
        m_fixes.push_back({title.toStdString(), patchOf(m_judged.text, std::move(patch))});
    }

    const JudgedText &m_judged;
    std::vector<QuickFix> m_fixes;
};

// What definition_checks says, by the start of its message, and the edit that mends it.
struct Mending {
    std::string_view message;
    const char *title;        // translated by Words
    std::string_view pointer; // empty: where the finding is
    std::string_view json;
};

constexpr Mending kMendings[] = {
    {"The API is keyless", QT_TRANSLATE_NOOP("gw::editing::Words", "Set use_keyless to false"),
     "/use_keyless", "false"},
    {"auth_check is set but not switched on",
     QT_TRANSLATE_NOOP("gw::editing::Words", "Set custom_plugin_auth_enabled to true"),
     "/custom_plugin_auth_enabled", "true"},
    {"There are hooks, but no driver",
     QT_TRANSLATE_NOOP("gw::editing::Words", "Set driver to \"goplugin\""),
     "/custom_middleware/driver", "\"goplugin\""},
    {"Driver \"", QT_TRANSLATE_NOOP("gw::editing::Words", "Set driver to \"goplugin\""),
     "/custom_middleware/driver", "\"goplugin\""},
    {"There is no version", QT_TRANSLATE_NOOP("gw::editing::Words", "Add version \"Default\""),
     "/version_data/versions/Default", R"({"name": "Default", "use_extended_paths": true})"},
    {"Load balancing is on, but there are no targets",
     QT_TRANSLATE_NOOP("gw::editing::Words", "Switch load balancing off"),
     "/proxy/enable_load_balancing", "false"},
    {"The API has versions, but",
     QT_TRANSLATE_NOOP("gw::editing::Words", "Set version_data.not_versioned to true"),
     "/version_data/not_versioned", "true"},
    {"The threshold is not between", QT_TRANSLATE_NOOP("gw::editing::Words", "Set to 0.5"), "",
     "0.5"},
    {"Not an HTTP status code", QT_TRANSLATE_NOOP("gw::editing::Words", "Set to 200"), "", "200"},
};

void mend(const Finding &finding, FixList &fixes)
{
    for (const Mending &mending : kMendings) {
        if (finding.message.starts_with(mending.message)) {
            const std::string_view place =
                mending.pointer.empty() ? std::string_view(finding.pointer) : mending.pointer;
            fixes.set(Words::tr(mending.title), std::string(place), std::string(mending.json));
        }
    }
}

void mendText(const Finding &finding, const JsonDocument &document, FixList &fixes)
{
    const std::optional<JsonValue> value = document.valueAt(finding.pointer);
    if (!value || !value->isString()) {
        return;
    }
    const std::string text(value->string());
    const auto prefixed = [&](const QString &title, const char *prefix) {
        fixes.set(title, finding.pointer, spec::quotedJson(prefix + text));
    };
    if (finding.message.starts_with("The path may match anywhere")) {
        prefixed(Words::tr("Start it with \"%1\"").arg(QStringLiteral("^")), "^");
    } else if (finding.message.starts_with("The listen path does not start")) {
        prefixed(Words::tr("Put \"%1\" in front").arg(QStringLiteral("/")), "/");
    } else if (finding.message.starts_with("The target URL has no scheme")) {
        prefixed(Words::tr("Put \"%1\" in front").arg(QStringLiteral("http://")), "http://");
    } else if (finding.message.starts_with("Listen path holds white space")) {
        std::string bare = text;
        std::erase_if(bare, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
        fixes.set(Words::tr("Remove the white space"), finding.pointer, spec::quotedJson(bare));
    } else if (finding.message.starts_with("The name \"")) {
        const std::optional<std::vector<std::string>> tokens = spec::pointerTokens(finding.pointer);
        if (tokens && tokens->size() > 1) {
            const std::string key = (*tokens)[tokens->size() - 2];
            fixes.set(Words::tr("Set it to \"%1\"").arg(QString::fromStdString(key)),
                      finding.pointer, spec::quotedJson(key));
        }
    }
}

// Where the quote is missing of a text that begins there and is not closed in its line: where the
// whole is JSON with it, else where it is up to the next line. Brackets and commas at the line's
// end are tried as no part of the text. Nothing where it is not plain.
std::optional<std::size_t> endOfOpenText(const std::string &text, std::size_t begin)
{
    constexpr std::size_t kMostTries = 8;
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const std::size_t last =
        std::string_view(text).substr(0, newline).find_last_not_of(kWhitespace) + 1;
    const std::size_t bare =
        std::string_view(text).substr(0, last).find_last_not_of(",]} \t\r\n") + 1;
    std::optional<std::size_t> inItsLine;
    for (std::size_t end = std::max({bare, begin + 1, last - std::min(last, kMostTries)});
         end <= last; ++end) {
        std::string closed = text;
        closed.insert(end, 1, '"');
        const Expected<JsonDocument> document = JsonDocument::parse(std::move(closed));
        if (document) {
            return end;
        }
        const bool isFarther = offsetOfPlace(text, document.error().where) > newline ||
                               (newline == text.size() && document.error().what.ends_with("file"));
        if (!inItsLine && isFarther) {
            inItsLine = end;
        }
    }
    return inItsLine;
}

QString changeTo(const std::string &json)
{
    return Words::tr("Change to %1").arg(QString::fromStdString(json));
}

std::string emptyValueOf(const spec::SchemaField &field)
{
    const std::vector<spec::JsonType> types = field.types();
    if (!field.defaultText().empty()) {
        return std::string(field.defaultText());
    }
    return !types.empty() && types.front() == spec::JsonType::Array ? "[]" : "{}";
}

} // namespace

std::vector<QuickFix> fixesFor(const Finding &finding, const std::string &suggestion,
                               const JudgedText &judged)
{
    FixList fixes(judged);
    if (!suggestion.empty()) {
        fixes.set(changeTo(spec::quotedJson(suggestion)), finding.pointer,
                  spec::quotedJson(suggestion));
    }
    mend(finding, fixes);
    mendText(finding, judged.document, fixes);
    return fixes.take();
}

std::vector<QuickFix> fixesFor(const spec::SchemaFinding &finding, const JudgedText &judged,
                               const spec::DefinitionSchema &schema)
{
    FixList fixes(judged);
    const std::string &pointer = finding.finding.pointer;
    const std::string &suggestion = finding.suggestion;
    switch (finding.rule) {
    case Rule::Type:
    case Rule::Value:
        if (!suggestion.empty()) {
            fixes.set(changeTo(suggestion), pointer, suggestion);
        }
        break;
    case Rule::Missing: {
        const std::string place = spec::childPointer(pointer, suggestion);
        if (const std::optional<spec::SchemaField> field = schema.at(place)) {
            fixes.set(Words::tr("Add \"%1\"").arg(QString::fromStdString(suggestion)), place,
                      emptyValueOf(*field));
        }
        break;
    }
    case Rule::Unknown:
    case Rule::Spelling:
        if (!suggestion.empty()) {
            fixes.rename(changeTo(spec::quotedJson(suggestion)), pointer, suggestion);
        }
        if (finding.rule == Rule::Unknown) {
            fixes.remove(Words::tr("Remove it"), pointer);
        }
        break;
    }
    return fixes.take();
}

void addSyntaxFixes(const std::string &text, std::size_t offset, Diagnostic &diagnostic)
{
    const auto add = [&](const QString &title, const TextEdit &edit) {
        diagnostic.fixes.push_back(
            {title.toStdString(), patchOf(std::make_shared<const std::string>(text),
                                          [edit](std::string_view) { return edit; })});
        diagnostic.mendAt = edit.begin;
    };
    const std::size_t last = startOfCharacter(text, offset);
    if (diagnostic.message.ends_with("Text is not closed in its line")) {
        if (const std::optional<std::size_t> end = endOfOpenText(text, offset)) {
            add(Words::tr("Close the text"), {*end, *end, "\""});
        }
    } else if (last < text.size() && text[last] == ',' &&
               (offset >= text.size() || text[offset] == '}' || text[offset] == ']')) {
        add(Words::tr("Remove the comma"), {last, last + 1, {}});
    } else if (diagnostic.message.find("comma") != std::string::npos && offset < text.size() &&
               text[last] != ',' && last < offset) {
        add(Words::tr("Insert a comma"), {last + 1, last + 1, ","});
    }
}

} // namespace gw::editing
