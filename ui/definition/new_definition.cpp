// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/new_definition.h"

#include "base/ascii.h"
#include "editing/definition_templates.h"
#include "editing/openapi_import.h"
#include "editing/words.h"
#include "requests/curl_import.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"

#include <QFile>

#include <algorithm>

namespace gw::definition {

namespace {

using editing::ImportedApi;
using editing::refusal;
using editing::Words;

Expected<ImportedApi> withoutNotes(const Expected<std::string> &text)
{
    return text.map([](const std::string &definition) { return ImportedApi{definition, {}}; });
}

Expected<ImportedApi> importTemplate(const NewDefinitionInput &input)
{
    std::string target(trimmed(input.source, kWhitespace));
    if (target.empty() && input.echo.empty() && editing::needsTarget(input.templateId)) {
        return refusal(Words::tr("No target URL is given"), {},
                       Words::tr("Write where its requests go, like \"https://host/path\""));
    }
    // Its port was free by chance: the next start has another one.
    const bool doesEchoMove = !input.echo.empty() && input.echo != editing::kUsualEcho;
    if (target.empty() && doesEchoMove && editing::needsTarget(input.templateId)) {
        return refusal(
            Words::tr("No target URL is given, and the echo has another port at the next start"),
            input.echo, Words::tr("Type a target, or take Mock"));
    }
    if (target.empty()) {
        target = doesEchoMove ? std::string() : input.echo;
    } else {
        if (const Expected<std::string> checked = editing::fromUrl(target); !checked) {
            return tl::unexpected(checked.error());
        }
    }
    return withoutNotes(editing::fromTemplate(input.templateId, {input.unnamed, {}, {}, target}));
}

Expected<ImportedApi> importOpenApi(const std::string &path, const std::stop_token &stop)
{
    if (path.empty()) {
        return refusal(Words::tr("No file is chosen"), {},
                       Words::tr("Choose an OpenAPI 3 document"));
    }
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        return refusal(Words::tr("The file cannot be read: %1").arg(file.errorString()), path,
                       Words::tr("Choose another one"));
    }
    if (file.size() > kMaxOpenApiBytes) {
        return refusal(Words::tr("The file is larger than %1 MiB").arg(kMaxOpenApiBytes >> 20),
                       path, Words::tr("Choose a smaller one"));
    }
    Expected<ImportedApi> imported = editing::fromOpenApi(file.readAll().toStdString(), stop);
    if (!imported) {
        Error error = imported.error();
        error.where = error.where.empty() ? path : path + ", " + error.where;
        return tl::unexpected(std::move(error));
    }
    return imported;
}

// The parts of a request that a definition has no place for.
std::vector<std::string> requestOnly(const requests::Request &request)
{
    std::vector<std::string> parts;
    if (request.method != "GET") {
        parts.push_back(
            Words::tr("method %1").arg(QString::fromStdString(request.method)).toStdString());
    }
    for (const requests::Line &header : request.headers) {
        parts.push_back(
            Words::tr("header %1").arg(QString::fromStdString(header.name)).toStdString());
    }
    for (const requests::Section &section : request.sections) {
        parts.push_back(section.title);
    }
    if (request.body) {
        parts.push_back(Words::tr("body").toStdString());
    }
    return parts;
}

Expected<ImportedApi> importCurlCommand(const std::string &command)
{
    if (!requests::isCurlCommand(command)) {
        return refusal(Words::tr("Not a curl command"), {},
                       Words::tr("Paste one that begins with \"curl\""));
    }
    const Expected<requests::CurlImport> imported = requests::importCurl(command);
    if (!imported) {
        Error error = imported.error();
        if (error.remedy.empty()) {
            error.remedy = Words::tr("Mend the command as a shell would need it").toStdString();
        }
        return tl::unexpected(std::move(error));
    }
    std::string url = imported->request.url;
    if (url.find("://") == std::string::npos) {
        url.insert(0, "http://"); // as curl does
    }
    Expected<ImportedApi> api = withoutNotes(editing::fromUrl(url));
    if (!api) {
        return api;
    }
    std::string left;
    std::vector<std::string> parts = requestOnly(imported->request);
    for (std::size_t index = 0; index < imported->further.size(); ++index) {
        parts.push_back(Words::tr("request %1").arg(index + 2).toStdString());
    }
    for (const std::string &part : parts) {
        left += (left.empty() ? "" : ", ") + part;
    }
    if (!left.empty()) {
        api->notes.push_back(
            Words::tr("Left out, because it belongs to a request and not to an API: %1")
                .arg(QString::fromStdString(left))
                .toStdString());
    }
    api->notes.insert(api->notes.end(), imported->notes.begin(), imported->notes.end());
    return api;
}

Expected<ImportedApi> importSource(const NewDefinitionInput &input, const std::stop_token &stop)
{
    switch (input.origin) {
    case DefinitionOrigin::Url:
        return withoutNotes(editing::fromUrl(input.source));
    case DefinitionOrigin::OpenApi:
        return importOpenApi(input.source, stop);
    case DefinitionOrigin::Curl:
        return importCurlCommand(std::string(trimmed(input.source, kWhitespace)));
    case DefinitionOrigin::Template:
        break;
    }
    return importTemplate(input);
}

Expected<void> checkIdentity(const NewDefinition &api, const std::vector<std::string> &takenIds)
{
    if (!spec::isValidApiId(api.apiId)) {
        return refusal(Words::tr("The API id cannot be used"), api.apiId,
                       Words::tr("Begin it with a letter or a digit; use letters, digits, "
                                 "\"_\", \".\" and \"-\" only"));
    }
    if (std::ranges::find(takenIds, api.apiId) != takenIds.end()) {
        return refusal(Words::tr("Another API has this id"), api.apiId,
                       Words::tr("Choose another one, as %1")
                           .arg(QString::fromStdString(editing::freeId(api.apiId, takenIds))));
    }
    if (!api.listenPath.starts_with('/')) {
        return refusal(
            Words::tr("The listen path does not begin with \"/\""), api.listenPath,
            Words::tr("Write it like %1").arg(QString::fromStdString('/' + api.apiId + '/')));
    }
    return {};
}

} // namespace

Expected<NewDefinition> makeDefinition(const NewDefinitionInput &input, const std::stop_token &stop)
{
    Expected<ImportedApi> imported = importSource(input, stop);
    if (!imported) {
        return tl::unexpected(imported.error());
    }
    NewDefinition api;
    api.notes = std::move(imported->notes);
    api.name = trimmed(input.name, kWhitespace);
    if (api.name.empty()) {
        const Expected<spec::JsonDocument> parsed = spec::JsonDocument::parse(imported->definition);
        const auto name = parsed ? parsed->valueAt("/name") : std::nullopt;
        api.name = name ? name->string() : input.unnamed;
    }
    api.apiId = trimmed(input.apiId, kWhitespace);
    if (api.apiId.empty()) {
        api.apiId = editing::freeId(editing::idFrom(api.name), input.takenIds);
    }
    api.listenPath = trimmed(input.listenPath, kWhitespace);
    if (api.listenPath.empty()) {
        api.listenPath = '/' + api.apiId + '/';
    }
    if (const Expected<void> checked = checkIdentity(api, input.takenIds); !checked) {
        return tl::unexpected(checked.error());
    }
    const Expected<std::string> text =
        editing::duplicated(imported->definition, {api.name, api.apiId, api.listenPath, {}});
    if (!text) {
        return tl::unexpected(text.error());
    }
    api.text = *text;
    return api;
}

} // namespace gw::definition
