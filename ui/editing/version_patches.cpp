// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/version_patches.h"

#include "editing/words.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

constexpr std::string_view kVersions = "/version_data/versions";
constexpr std::string_view kDefault = "/version_data/default_version";
constexpr std::string_view kNotVersioned = "/version_data/not_versioned";
constexpr std::string_view kLocation = "/definition/location";
constexpr std::string_view kKey = "/definition/key";

// Edits that follow each other; the first that fails ends them.
class Steps final {
public:
    explicit Steps(std::string_view text)
        : m_text(text)
    {
    }

    void set(std::string_view pointer, const std::string &json)
    {
        take(m_problem ? Expected<TextEdit>(TextEdit{}) : setValue(m_text, pointer, json));
    }
    void remove(std::string_view pointer)
    {
        take(m_problem ? Expected<TextEdit>(TextEdit{}) : removeValue(m_text, pointer));
    }
    [[nodiscard]] Expected<TextEdit> sinceThen(std::string_view before) const
    {
        return m_problem ? Expected<TextEdit>(tl::unexpected(*m_problem))
                         : Expected<TextEdit>(difference(before, m_text));
    }

private:
    void take(const Expected<TextEdit> &edit)
    {
        if (edit) {
            m_text = applied(m_text, *edit);
        } else {
            m_problem = edit.error();
        }
    }

    std::string m_text;
    std::optional<Error> m_problem;
};

std::string valueText(const JsonDocument &document, std::string_view pointer)
{
    const std::optional<JsonValue> value = document.valueAt(pointer);
    return value ? std::string(value->string()) : std::string();
}

std::string versionPlace(std::string_view name)
{
    return spec::childPointer(kVersions, name);
}

// As it stands, but for its name.
Expected<std::string> copyOf(const JsonDocument &document, const std::string &from,
                             const std::string &name)
{
    const std::optional<JsonValue> entry = document.valueAt(versionPlace(from));
    if (!entry || !entry->isObject()) {
        return "{\n  \"name\": " + spec::quotedJson(name) + ",\n  \"use_extended_paths\": true\n}";
    }
    const std::string text = outdented(entry->text());
    const Expected<TextEdit> renamed = setValue(text, "/name", spec::quotedJson(name));
    return renamed ? Expected<std::string>(applied(text, *renamed))
                   : Expected<std::string>(tl::unexpected(renamed.error()));
}

// What is said of the default and of the version's place has no effect then.
bool isUnversioned(const JsonDocument &document)
{
    const std::optional<JsonValue> value = document.valueAt(kNotVersioned);
    return value && value->boolean();
}

bool contains(const std::vector<std::string> &names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

// The version that serves an API without versions; none where the engine cannot choose.
std::optional<std::string> servedAlone(const std::vector<std::string> &names)
{
    if (names.size() == 1) {
        return names.front();
    }
    std::optional<std::string> served;
    for (const std::string_view name : {"Default", "default", ""}) {
        if (contains(names, name)) {
            if (served) {
                return std::nullopt;
            }
            served = name;
        }
    }
    return served;
}

// The version of requests that name none; empty where there is no version yet.
std::string defaultBeside(const JsonDocument &document, const std::string &from)
{
    const std::vector<std::string> names = versionsOf(document);
    if (isUnversioned(document)) {
        const std::optional<std::string> served = servedAlone(names);
        if (served && !served->empty()) {
            return *served;
        }
    }
    const std::string said = valueText(document, kDefault);
    if (!said.empty() && contains(names, said)) {
        return said;
    }
    return contains(names, from) ? from : std::string();
}

void tellApart(const JsonDocument &document, const std::string &from, Steps &steps)
{
    steps.set(kNotVersioned, "false");
    const std::string location = valueText(document, kLocation);
    // Without versions, the first segment of a path was none.
    const bool isInPath = location == "url" && !isUnversioned(document);
    if (!isInPath && location != "header" && location != "url-param") {
        steps.set(kLocation, "\"header\"");
    }
    if (!isInPath && valueText(document, kKey).empty()) {
        steps.set(kKey, "\"x-api-version\"");
    }
    const std::string next = defaultBeside(document, from);
    if (!next.empty() && next != valueText(document, kDefault)) {
        steps.set(kDefault, spec::quotedJson(next));
    }
}

QString shownName(const std::string &name)
{
    return QString::fromStdString(name);
}

} // namespace

std::vector<std::string> versionsOf(const JsonDocument &document)
{
    std::vector<std::string> names;
    const std::optional<JsonValue> versions = document.valueAt(kVersions);
    if (versions && versions->isObject()) {
        for (const JsonValue version : versions->children()) {
            names.emplace_back(version.key());
        }
    }
    return names;
}

Patch addVersion(const std::string &from, const std::string &name)
{
    return [from, name](std::string_view text) -> Expected<TextEdit> {
        const Expected<JsonDocument> document = JsonDocument::parse(std::string(text));
        if (!document) {
            return tl::unexpected(document.error());
        }
        if (name.empty()) {
            return refusal(Words::tr("A version needs a name"), std::string(kVersions));
        }
        if (document->valueAt(versionPlace(name))) {
            return refusal(Words::tr("There is a version \"%1\" already").arg(shownName(name)),
                           std::string(kVersions), Words::tr("Choose another name"));
        }
        const Expected<std::string> copy = copyOf(*document, from, name);
        if (!copy) {
            return tl::unexpected(copy.error());
        }
        Steps steps(text);
        steps.set(versionPlace(name), *copy);
        tellApart(*document, from, steps);
        return steps.sinceThen(text);
    };
}

Patch removeVersion(const std::string &name)
{
    return [name](std::string_view text) -> Expected<TextEdit> {
        const Expected<JsonDocument> document = JsonDocument::parse(std::string(text));
        if (!document) {
            return tl::unexpected(document.error());
        }
        const std::vector<std::string> all = versionsOf(*document);
        std::vector<std::string> others = all;
        std::erase(others, name);
        if (others.empty()) {
            return refusal(Words::tr("An API has one version at least"), std::string(kVersions),
                           Words::tr("Add another version first"));
        }
        if (isUnversioned(*document) && servedAlone(all) && !servedAlone(others)) {
            return refusal(Words::tr("Version \"%1\" serves all requests").arg(shownName(name)),
                           versionPlace(name),
                           Words::tr("Set version_data.not_versioned to false, or remove the "
                                     "others first"));
        }
        Steps steps(text);
        steps.remove(versionPlace(name));
        if (valueText(*document, kDefault) == name) {
            steps.set(kDefault, spec::quotedJson(others.front()));
        }
        return steps.sinceThen(text);
    };
}

} // namespace gw::editing
