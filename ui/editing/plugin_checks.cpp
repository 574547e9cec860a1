// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/plugin_checks.h"

#include "editing/words.h"
#include "spec/json_pointer.h"
#include "spec/nearest_word.h"

#include <algorithm>
#include <filesystem>

namespace gw::editing {

namespace {

using spec::JsonDocument;
using spec::JsonValue;
using spec::Severity;
namespace fs = std::filesystem;

std::string textOf(JsonValue object, std::string_view key)
{
    const std::optional<JsonValue> value = object.findIgnoringCase(key);
    return value ? std::string(value->string()) : std::string();
}

class HookList final {
public:
    void middleware(JsonValue object)
    {
        for (const char *slot : {"pre", "post_key_auth", "post", "response"}) {
            if (const std::optional<JsonValue> list = object.findIgnoringCase(slot)) {
                for (const JsonValue hook : list->children()) {
                    add(hook, slot, {"name", "path"});
                }
            }
        }
        if (const std::optional<JsonValue> check = object.findIgnoringCase("auth_check")) {
            add(*check, "auth_check", {"name", "path"});
        }
    }

    void versions(JsonValue versions)
    {
        for (const JsonValue version : versions.children()) {
            const std::optional<JsonValue> paths = version.findIgnoringCase("extended_paths");
            const std::optional<JsonValue> list =
                paths ? paths->findIgnoringCase("go_plugin") : std::nullopt;
            if (list) {
                for (const JsonValue hook : list->children()) {
                    add(hook, "go_plugin", {"func_name", "plugin_path"});
                }
            }
        }
    }

    struct Keys {
        const char *name;
        const char *path;
    };

    void add(JsonValue hook, const char *slot, const Keys &keys)
    {
        if (!hook.isObject() || hook.size() == 0) {
            return;
        }
        const std::optional<JsonValue> disabled = hook.findIgnoringCase("disabled");
        m_hooks.push_back({hook.pointer(), slot, keys.name, keys.path, textOf(hook, keys.name),
                           textOf(hook, keys.path), disabled && disabled->boolean()});
    }

    [[nodiscard]] std::vector<NamedHook> take() { return std::move(m_hooks); }

private:
    std::vector<NamedHook> m_hooks;
};

std::string nearest(const std::string &word, const std::vector<std::string> &known)
{
    const std::vector<std::string_view> words(known.begin(), known.end());
    return std::string(spec::nearestWord(word, words));
}

std::string didYouMean(const std::string &word)
{
    return word.empty() ? std::string()
                        : QCoreApplication::translate("gw::editing::Words", "Did you mean \"%1\"?")
                              .arg(QString::fromStdString(word))
                              .toStdString();
}

bool isThere(const std::string &workspace, const std::string &path)
{
    std::error_code error;
    const fs::path file =
        fs::path(path).is_absolute() ? fs::path(path) : fs::path(workspace) / path;
    return fs::is_regular_file(file, error);
}

} // namespace

std::vector<NamedHook> hooksOf(const JsonDocument &document)
{
    HookList hooks;
    const JsonValue root = document.root();
    if (const std::optional<JsonValue> middleware = root.findIgnoringCase("custom_middleware")) {
        hooks.middleware(*middleware);
    }
    const std::optional<JsonValue> versioned = root.findIgnoringCase("version_data");
    if (const std::optional<JsonValue> versions =
            versioned ? versioned->findIgnoringCase("versions") : std::nullopt) {
        hooks.versions(*versions);
    }
    if (const std::optional<JsonValue> analytics = root.findIgnoringCase("analytics_plugin")) {
        hooks.add(*analytics, "analytics_plugin", {"func_name", "plugin_path"});
    }
    return hooks.take();
}

std::vector<PluginFinding> checkPlugins(const JsonDocument &document, const std::string &workspace,
                                        const PluginLookup &plugins)
{
    std::vector<PluginFinding> findings;
    const std::vector<std::string> files = pluginFilesOf(workspace);
    for (const NamedHook &hook : hooksOf(document)) {
        if (hook.isDisabled || hook.path.empty()) {
            continue;
        }
        const std::string pathPlace = spec::childPointer(hook.pointer, hook.pathKey);
        if (!workspace.empty() && !isThere(workspace, hook.path)) {
            const std::string other = nearest(hook.path, files);
            findings.push_back({{Severity::Error, pathPlace,
                                 Words::tr("There is no file \"%1\"; the API answers 500 here")
                                     .arg(QString::fromStdString(hook.path))
                                     .toStdString(),
                                 didYouMean(other)},
                                other});
            continue;
        }
        const std::optional<PluginFacts> facts = plugins ? plugins(hook.path) : std::nullopt;
        if (!facts) {
            continue;
        }
        const PluginFacts &known = *facts;
        if (!known.problem.empty()) {
            findings.push_back({{Severity::Error, pathPlace, known.problem, {}}, {}});
        } else if (!known.symbols.empty() && !hook.name.empty() &&
                   std::ranges::find(known.symbols, hook.name) == known.symbols.end()) {
            const std::string other = nearest(hook.name, known.symbols);
            findings.push_back(
                {{Severity::Error, spec::childPointer(hook.pointer, hook.nameKey),
                  Words::tr("\"%1\" does not export \"%2\"")
                      .arg(QString::fromStdString(hook.path), QString::fromStdString(hook.name))
                      .toStdString(),
                  didYouMean(other)},
                 other});
        }
    }
    return findings;
}

std::vector<std::string> pluginFilesOf(const std::string &workspace)
{
    std::vector<std::string> files;
    std::error_code error;
    if (workspace.empty()) {
        return files;
    }
    for (fs::directory_iterator entry(fs::path(workspace) / "plugins", error), end;
         !error && entry != end; entry.increment(error)) {
        std::error_code ignored; // a broken link
        if (entry->path().extension() == ".so" && entry->is_regular_file(ignored)) {
            files.push_back("plugins/" + entry->path().filename().string());
        }
    }
    std::ranges::sort(files);
    return files;
}

} // namespace gw::editing
