// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/openapi_import.h"

#include "base/ascii.h"
#include "editing/definition_patch.h"
#include "editing/definition_templates.h"
#include "editing/openapi_security.h"
#include "editing/words.h"
#include "editing/yaml_document.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <algorithm>
#include <utility>

namespace gw::editing {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

constexpr std::string_view kMethods[] = {"get",     "put",  "post",  "delete",
                                         "options", "head", "patch", "trace"};

std::string textAt(const JsonDocument &document, std::string_view pointer)
{
    const std::optional<JsonValue> value = document.valueAt(pointer);
    return value ? std::string(value->string()) : std::string();
}

// "/pets/{id}" as "^/pets/{id}$": the gateway reads {id} as one segment; the rest is literal.
std::string patternOf(std::string_view path)
{
    std::string pattern = "^";
    int depth = 0;
    for (const char c : path) {
        depth += c == '{' ? 1 : 0;
        if (depth == 0 && std::string_view(".+*?()|[]^$\\").find(c) != std::string_view::npos) {
            pattern += '\\';
        }
        pattern += c;
        depth -= c == '}' ? 1 : 0;
    }
    return pattern + '$';
}

std::string entryOf(std::string_view path, std::string_view method)
{
    return "{\"path\": " + spec::quotedJson(patternOf(path)) +
           ", \"method\": " + spec::quotedJson(upperAscii(method)) + '}';
}

QString firstOf(int servers)
{
    return Words::tr("The first of %n server(s) became the target", nullptr, servers);
}

tl::unexpected<Error> cancelled()
{
    return refusal(Words::tr("The import was cancelled"));
}

class OpenApiImport final {
public:
    OpenApiImport(const JsonDocument &document, const std::stop_token &stop)
        : m_document(document)
        , m_stop(stop)
    {
    }

    Expected<ImportedApi> run()
    {
        const std::string version = textAt(m_document, "/openapi");
        if (!version.starts_with("3.")) {
            return refusal(Words::tr("Not an OpenAPI 3 document"),
                           version.empty() ? "openapi" : "openapi: " + version,
                           Words::tr("Convert it to OpenAPI 3 first"));
        }
        const std::optional<JsonValue> paths = m_document.valueAt("/paths");
        if (!paths || !paths->isObject() || paths->size() == 0) {
            return refusal(Words::tr("The document has no paths"), "/paths",
                           Words::tr("Choose the document that has them"));
        }
        NewApi api;
        api.name = textAt(m_document, "/info/title");
        if (api.name.empty()) {
            api.name = Words::tr("Imported API").toStdString();
        }
        api.targetUrl = target();
        const Expected<std::string> base = fromTemplate("proxy", api);
        if (!base) {
            return tl::unexpected(base.error());
        }
        const std::string list = entries(*paths);
        if (m_stop.stop_requested()) {
            return cancelled();
        }
        const Expected<TextEdit> edit =
            setValue(*base, "/version_data/versions/Default/extended_paths",
                     "{\n  \"white_list\": [" + list + "\n  ]\n}");
        if (!edit) {
            return tl::unexpected(edit.error());
        }
        const Expected<std::string> text = withSecurity(applied(*base, *edit));
        if (!text) {
            return tl::unexpected(text.error());
        }
        noteRest(*paths);
        return ImportedApi{*text, std::move(m_notes)};
    }

private:
    std::string entries(JsonValue paths)
    {
        std::string list;
        for (const JsonValue path : paths.children()) {
            if (m_stop.stop_requested()) {
                break;
            }
            bool hasOperation = false;
            for (const std::string_view method : kMethods) {
                if (path.find(method)) {
                    hasOperation = true;
                    list += (list.empty() ? "\n    " : ",\n    ") + entryOf(path.key(), method);
                }
            }
            if (!hasOperation) {
                const QString words =
                    path.find("$ref")
                        ? QCoreApplication::translate(
                              "gw::editing::Words",
                              "Path %1 has no operation here, it refers to another place")
                        : QCoreApplication::translate("gw::editing::Words",
                                                      "Path %1 has no operation here");
                note(words.arg(QString::fromStdString(std::string(path.key()))));
            }
        }
        return list;
    }

    Expected<std::string> withSecurity(std::string text)
    {
        const ImportedSecurity security = securityOf(m_document);
        for (const QString &words : security.notes) {
            note(words);
        }
        if (!security.wantsKey) {
            return text;
        }
        const std::pair<std::string_view, std::string_view> members[] = {
            {"/use_keyless", "false"},
            {"/use_standard_auth", "true"},
            {"/auth_configs/authToken", security.authToken}};
        for (const auto &[pointer, json] : members) {
            const Expected<TextEdit> edit = setValue(text, pointer, json);
            if (!edit) {
                return tl::unexpected(edit.error());
            }
            text = applied(text, *edit);
        }
        return text;
    }

    // What the gateway has no place for.
    void noteRest(JsonValue paths)
    {
        bool hasServers = false;
        bool hasCallbacks = false;
        bool hasInput = false;
        const auto look = [&](JsonValue part) {
            hasServers |= part.find("servers").has_value();
            hasCallbacks |= part.find("callbacks").has_value();
            const auto parameters = part.find("parameters");
            hasInput |= (parameters && parameters->size() > 0) || part.find("requestBody");
        };
        for (const JsonValue path : paths.children()) {
            look(path);
            for (const std::string_view method : kMethods) {
                if (const auto operation = path.find(method)) {
                    look(*operation);
                }
            }
        }
        QStringList left;
        const auto add = [&left](bool isThere, const char *words) {
            if (isThere) {
                left.append(QCoreApplication::translate("gw::editing::Words", words));
            }
        };
        add(hasInput, QT_TRANSLATE_NOOP("gw::editing::Words", "checks of parameters and bodies"));
        add(hasServers, QT_TRANSLATE_NOOP("gw::editing::Words", "servers of single paths"));
        add(hasCallbacks, QT_TRANSLATE_NOOP("gw::editing::Words", "callbacks"));
        add(m_document.valueAt("/webhooks").has_value(),
            QT_TRANSLATE_NOOP("gw::editing::Words", "webhooks"));
        if (!left.isEmpty()) {
            note(QCoreApplication::translate("gw::editing::Words", "Left out: %1")
                     .arg(left.join(QStringLiteral(", "))));
        }
    }

    std::string target()
    {
        std::string url = textAt(m_document, "/servers/0/url");
        if (const std::optional<JsonValue> all = m_document.valueAt("/servers/0/variables")) {
            for (const JsonValue variable : all->children()) {
                const std::optional<JsonValue> value = variable.find("default");
                const std::string mark = '{' + std::string(variable.key()) + '}';
                const std::size_t at = url.find(mark);
                if (value && at != std::string::npos) {
                    url.replace(at, mark.size(), value->string());
                }
            }
        }
        if (const std::optional<JsonValue> servers = m_document.valueAt("/servers");
            servers && servers->size() > 1) {
            note(firstOf(static_cast<int>(servers->size())));
        }
        if (!url.starts_with("http://") && !url.starts_with("https://")) {
            note(url.empty() ? QCoreApplication::translate(
                                   "gw::editing::Words",
                                   "The document names no server; set proxy.target_url")
                             : QCoreApplication::translate(
                                   "gw::editing::Words",
                                   "The server \"%1\" has no host; set proxy.target_url")
                                   .arg(QString::fromStdString(url)));
            return {};
        }
        return url;
    }

    void note(const QString &words) { m_notes.push_back(words.toStdString()); }

    const JsonDocument &m_document;
    const std::stop_token &m_stop;
    std::vector<std::string> m_notes;
};

} // namespace

Expected<ImportedApi> fromOpenApi(std::string_view document, const std::stop_token &stop)
{
    const std::string_view content = trimmed(document, kWhitespace);
    // Also a map in braces is YAML, but whoever writes one means JSON, and its errors are clearer.
    Expected<std::string> json =
        content.starts_with('{') ? Expected<std::string>(document) : jsonOfYaml(document, stop);
    if (stop.stop_requested()) {
        return cancelled();
    }
    if (!json) {
        return tl::unexpected(json.error());
    }
    const Expected<JsonDocument> parsed = JsonDocument::parse(*std::move(json));
    return parsed ? OpenApiImport(*parsed, stop).run() : tl::unexpected(parsed.error());
}

} // namespace gw::editing
