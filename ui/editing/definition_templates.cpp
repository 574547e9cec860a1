// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_templates.h"

#include "editing/definition_patch.h"
#include "editing/words.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace gw::editing {

namespace {

constexpr std::string_view kSkeleton = R"({
  "name": "",
  "api_id": "",
  "org_id": "default",
  "active": true,
  "use_keyless": true,
  "version_data": {
    "not_versioned": true,
    "versions": {
      "Default": {
        "name": "Default",
        "use_extended_paths": true
      }
    }
  },
  "proxy": {
    "listen_path": "",
    "target_url": "",
    "strip_listen_path": true
  }
}
)";

constexpr std::string_view kMockPaths = R"({
  "mock_response": [
    {
      "path": "^/hello$",
      "method": "GET",
      "code": 200,
      "headers": {
        "Content-Type": "application/json"
      },
      "body": "{\"hello\": \"world\"}"
    }
  ]
})";

struct Member {
    std::string_view pointer;
    std::string_view json;
};

struct Recipe {
    std::string_view id;
    std::string_view title;
    std::string_view description;
    std::vector<Member> members;
};

const std::vector<Recipe> &recipes()
{
    static const std::vector<Recipe> all = {
        {"proxy",
         QT_TRANSLATE_NOOP("gw::editing::Template", "Open proxy"),
         QT_TRANSLATE_NOOP("gw::editing::Template",
                           "Everybody may call it; requests go to one target"),
         {}},
        {"keyed",
         QT_TRANSLATE_NOOP("gw::editing::Template", "API with keys"),
         QT_TRANSLATE_NOOP(
             "gw::editing::Template",
             "Callers need a key that a plugin has stored: the gateway has none of its own"),
         {{"/use_keyless", "false"}, {"/use_standard_auth", "true"}}},
        {"hooks",
         QT_TRANSLATE_NOOP("gw::editing::Template", "API with plugins"),
         QT_TRANSLATE_NOOP("gw::editing::Template",
                           "Runs a native plugin before the target is asked"),
         {{"/custom_middleware",
           R"({
  "driver": "goplugin",
  "pre": [],
  "post": [
    {
      "name": "AddFooBarHeader",
      "path": "plugins/AddFooBarHeader.so"
    }
  ],
  "response": []
})"}}},
        {"plugin-auth",
         QT_TRANSLATE_NOOP("gw::editing::Template", "API that a plugin protects"),
         QT_TRANSLATE_NOOP("gw::editing::Template", "An auth_check plugin decides who may pass"),
         {{"/use_keyless", "false"},
          {"/custom_plugin_auth_enabled", "true"},
          {"/custom_middleware",
           R"({
  "driver": "goplugin",
  "auth_check": {
    "name": "MyPluginAuthCheck",
    "path": "plugins/MyPluginAuthCheck.so"
  }
})"}}},
        {"mock",
         QT_TRANSLATE_NOOP("gw::editing::Template", "Mock"),
         QT_TRANSLATE_NOOP("gw::editing::Template", "Answers by itself, without a target"),
         {{"/version_data/versions/Default/extended_paths", kMockPaths}}},
        {"balanced",
         QT_TRANSLATE_NOOP("gw::editing::Template", "Load balancing"),
         QT_TRANSLATE_NOOP("gw::editing::Template", "Takes turns among several targets"),
         {{"/proxy/enable_load_balancing", "true"},
          {"/proxy/target_list", R"(["http://127.0.0.1:9001/", "http://127.0.0.1:9002/"])"}}},
    };
    return all;
}

Expected<std::string> withValue(Expected<std::string> text, std::string_view pointer,
                                std::string_view json)
{
    if (!text) {
        return text;
    }
    const Expected<TextEdit> edit = setValue(*text, pointer, json);
    return edit ? Expected<std::string>(applied(*text, *edit)) : tl::unexpected(edit.error());
}

Expected<std::string> withIdentity(std::string text, const NewApi &api)
{
    const std::string id = api.apiId.empty() ? idFrom(api.name) : api.apiId;
    const std::string path = api.listenPath.empty() ? '/' + id + '/' : api.listenPath;
    Expected<std::string> result = std::move(text);
    result = withValue(std::move(result), "/name", spec::quotedJson(api.name));
    result = withValue(std::move(result), "/api_id", spec::quotedJson(id));
    return withValue(std::move(result), "/proxy/listen_path", spec::quotedJson(path));
}

} // namespace

std::vector<Template> templates()
{
    std::vector<Template> list;
    for (const Recipe &recipe : recipes()) {
        list.push_back(
            {std::string(recipe.id), std::string(recipe.title), std::string(recipe.description)});
    }
    return list;
}

Expected<std::string> fromTemplate(std::string_view templateId, const NewApi &api)
{
    const auto recipe = std::ranges::find(recipes(), templateId, &Recipe::id);
    if (recipe == recipes().end()) {
        return refusal(Words::tr("There is no such template"), std::string(templateId));
    }
    Expected<std::string> text = withIdentity(std::string(kSkeleton), api);
    text = withValue(std::move(text), "/proxy/target_url",
                     spec::quotedJson(api.targetUrl.empty() ? kUsualEcho : api.targetUrl));
    for (const Member &member : recipe->members) {
        text = withValue(std::move(text), member.pointer, member.json);
    }
    return text;
}

bool needsTarget(std::string_view templateId)
{
    return templateId != "mock" && templateId != "balanced";
}

Expected<std::string> fromUrl(std::string_view url)
{
    const QUrl parsed(QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size())).trimmed(),
                      QUrl::StrictMode);
    const bool isWeb = parsed.scheme() == u"http" || parsed.scheme() == u"https";
    if (!parsed.isValid() || !isWeb || parsed.host().isEmpty()) {
        return refusal(Words::tr("Not a URL that can be proxied to"), std::string(url),
                       Words::tr("Write it like \"https://host/path\""));
    }
    NewApi api;
    api.name = parsed.host().toStdString();
    QUrl target = parsed.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (target.path().isEmpty()) {
        target.setPath(QStringLiteral("/"));
    }
    api.targetUrl = target.toString(QUrl::FullyEncoded).toStdString();
    return fromTemplate("proxy", api);
}

Expected<std::string> duplicated(std::string_view definition, const NewApi &api)
{
    return withIdentity(std::string(definition), api);
}

std::string idFrom(std::string_view name)
{
    std::string id;
    for (const char c : name.substr(0, name.find('#'))) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool isDigit = c >= '0' && c <= '9';
        const bool isMark = c == '_' || c == '.' || c == '-';
        if (isLetter) {
            id += static_cast<char>(c | 0x20);
        } else if (isDigit || (isMark && !id.empty())) {
            id += c;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (!id.empty() && (id.back() == '-' || id.back() == '.')) {
        id.pop_back();
    }
    constexpr std::size_t kLongest = 100;
    return id.empty() ? "api" : id.substr(0, kLongest);
}

std::string freeId(const std::string &id, const std::vector<std::string> &taken)
{
    std::string candidate = id;
    for (int i = 2; std::ranges::find(taken, candidate) != taken.end(); ++i) {
        candidate = id + '-' + std::to_string(i);
    }
    return candidate;
}

} // namespace gw::editing
