// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/api_routes.h"

#include "base/log.h"
#include "control/json_input.h"
#include "control/record_json.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <memory>

namespace gw::control {

namespace {

constexpr std::string_view kMismatch =
    "Request APIID does not match that in Definition! For Update operations these must match.";
constexpr std::string_view kOasOnly =
    "this API endpoint only supports Tyk Classic APIs; please use the "
    "appropriate Tyk OAS API endpoint";

// 32 hexadecimal digits, as Tyk makes them; empty when the system has no random bytes.
std::string newApiId()
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1) {
        return {};
    }
    std::string id;
    for (const unsigned char byte : bytes) {
        id += "0123456789abcdef"[byte >> 4U];
        id += "0123456789abcdef"[byte & 0xFU];
    }
    return id;
}

std::string inQuotes(std::string_view etag)
{
    return '"' + std::string(etag) + '"';
}

// Whether an If-Match value names the tag (RFC 9110 section 13.1.1: strong comparison).
bool namesTag(std::string_view list, std::string_view etag)
{
    const std::string wanted = inQuotes(etag);
    while (!list.empty()) {
        std::string_view entry = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), entry.size() + 1));
        entry.remove_prefix(std::min(entry.size(), entry.find_first_not_of(" \t")));
        entry = entry.substr(0, entry.find_last_not_of(" \t") + 1);
        if (entry == "*" || entry == wanted) {
            return true;
        }
    }
    return false;
}

class ApiRoutes final {
public:
    ApiRoutes(EnginePort &engine, Log &log)
        : m_engine(engine)
        , m_log(log)
    {
    }

    [[nodiscard]] ControlReply list() const;
    [[nodiscard]] ControlReply get(const ControlRequest &request) const;
    [[nodiscard]] ControlReply create(const ControlRequest &request) const;
    [[nodiscard]] ControlReply update(const ControlRequest &request) const;
    [[nodiscard]] ControlReply remove(const ControlRequest &request) const;

private:
    // A value, or the reply that refuses the request.
    template <typename T>
    using OrReply = tl::expected<T, ControlReply>;

    // The definition that the path names.
    [[nodiscard]] OrReply<runtime::StoredDefinition> named(const ControlRequest &request) const;
    // The same, if it is still what the client has read (If-Match).
    [[nodiscard]] OrReply<runtime::StoredDefinition>
    namedToChange(const ControlRequest &request) const;
    // The definition in the body. newId: for one without an id.
    [[nodiscard]] static OrReply<DefinitionBrief> sent(const ControlRequest &request,
                                                       std::string_view newId);

    struct Change {
        std::string_view action; // "added", "modified", "deleted"
        std::string_view apiId;
        std::string_view peerAddress;
        std::string_view oldTag; // empty: there was none
    };

    [[nodiscard]] ControlReply write(const Change &change, const std::string &text) const;
    [[nodiscard]] ControlReply doneReply(const Change &change,
                                         const runtime::ReloadReport &report) const;
    [[nodiscard]] ControlReply failedReply(std::string_view message, const Change &change,
                                           const Error &error) const;

    EnginePort &m_engine;
    Log &m_log;
};

ControlReply ApiRoutes::list() const
{
    std::string json = "[";
    for (const runtime::StoredDefinition &definition : m_engine.definitions()) {
        json += json.size() > 1 ? "," : "";
        json += definition.text;
    }
    return jsonReply(200, json + "]");
}

ApiRoutes::OrReply<runtime::StoredDefinition> ApiRoutes::named(const ControlRequest &request) const
{
    const std::string &id = request.variables.at(0);
    if (!spec::isValidApiId(id)) {
        return tl::unexpected(messageReply(400, "Invalid API ID"));
    }
    auto definition = m_engine.definition(id);
    if (!definition) {
        return tl::unexpected(messageReply(404, "API not found"));
    }
    return std::move(*definition);
}

ApiRoutes::OrReply<runtime::StoredDefinition>
ApiRoutes::namedToChange(const ControlRequest &request) const
{
    auto existing = named(request);
    if (!existing || request.ifMatch.empty()) {
        return existing;
    }
    if (!namesTag(request.ifMatch, existing->etag)) {
        return tl::unexpected(messageReply(412, "The definition has changed since it was read"));
    }
    if (!m_engine.isFileServed(*existing)) {
        return tl::unexpected(messageReply(
            412, "The file of the API has changed and is not served yet: reload, then try again"));
    }
    return existing;
}

ApiRoutes::OrReply<DefinitionBrief> ApiRoutes::sent(const ControlRequest &request,
                                                    std::string_view newId)
{
    auto brief = readDefinitionBrief(request.body, newId);
    if (!brief) {
        return tl::unexpected(reasonReply(400, brief.error().what, brief.error().where));
    }
    if (brief->isOas) {
        return tl::unexpected(messageReply(400, kOasOnly));
    }
    return std::move(*brief);
}

ControlReply ApiRoutes::get(const ControlRequest &request) const
{
    const auto definition = named(request);
    if (!definition) {
        return definition.error();
    }
    ControlReply reply = jsonReply(200, definition->text);
    if (!spec::JsonDocument::parse(definition->text)) {
        reply.contentType = "text/plain; charset=utf-8"; // broken, and to be mended as it is
    }
    reply.fields.emplace_back("ETag", inQuotes(definition->etag));
    return reply;
}

ControlReply ApiRoutes::create(const ControlRequest &request) const
{
    const auto brief = sent(request, newApiId());
    if (!brief) {
        return brief.error();
    }
    if (!spec::isValidApiId(brief->apiId)) {
        return messageReply(400, "Invalid API ID");
    }
    const auto existing = m_engine.definition(brief->apiId);
    if (existing && request.ifNoneMatch == "*") {
        return messageReply(412, "An API with this ID exists");
    }
    return write({.action = "added",
                  .apiId = brief->apiId,
                  .peerAddress = request.peerAddress,
                  .oldTag = existing ? std::string_view(existing->etag) : std::string_view()},
                 brief->text);
}

ControlReply ApiRoutes::update(const ControlRequest &request) const
{
    const auto existing = namedToChange(request);
    if (!existing) {
        return existing.error();
    }
    const auto brief = sent(request, {});
    if (!brief) {
        return brief.error();
    }
    if (brief->apiId != existing->apiId) {
        return messageReply(400, kMismatch);
    }
    return write({.action = "modified",
                  .apiId = existing->apiId,
                  .peerAddress = request.peerAddress,
                  .oldTag = existing->etag},
                 brief->text);
}

ControlReply ApiRoutes::remove(const ControlRequest &request) const
{
    const auto existing = namedToChange(request);
    if (!existing) {
        return existing.error();
    }
    const Change change{.action = "deleted",
                        .apiId = existing->apiId,
                        .peerAddress = request.peerAddress,
                        .oldTag = existing->etag};
    const auto report = m_engine.removeDefinition(existing->apiId);
    return report ? doneReply(change, *report)
                  : failedReply("Delete failed", change, report.error());
}

ControlReply ApiRoutes::write(const Change &change, const std::string &text) const
{
    if (const auto checked = m_engine.checkDefinition(change.apiId, text); !checked) {
        const std::string message =
            "Validation of API Definition failed. Reason: " + checked.error().what + ".";
        return reasonReply(400, message, checked.error().text());
    }
    const auto report = m_engine.writeDefinition(change.apiId, text);
    return report ? doneReply(change, *report)
                  : failedReply("file object creation failed, write error", change, report.error());
}

ControlReply ApiRoutes::doneReply(const Change &change, const runtime::ReloadReport &report) const
{
    const auto stored = m_engine.definition(change.apiId);
    const std::string newTag = stored ? stored->etag : std::string();
    m_log.info("API definition " + std::string(change.action),
               {{"prefix", "api"},
                {"api_id", change.apiId},
                {"origin", change.peerAddress},
                {"old_etag", change.oldTag},
                {"new_etag", std::string_view(newTag)}});

    JsonWriter json;
    json.beginObject();
    json.key("key").text(change.apiId);
    json.key("status").text("ok");
    json.key("action").text(change.action);
    json.key("generation").number(report.generation);
    json.key("duration_us").number(report.duration.count());
    for (const runtime::ApiReport &api : report.apis) {
        if (api.apiId == change.apiId) {
            json.key("api");
            writeApiReport(json, api);
            break;
        }
    }
    json.endObject();
    ControlReply reply = jsonReply(200, json.take());
    if (!newTag.empty()) {
        reply.fields.emplace_back("ETag", inQuotes(newTag));
    }
    return reply;
}

ControlReply ApiRoutes::failedReply(std::string_view message, const Change &change,
                                    const Error &error) const
{
    m_log.error("API definition could not be " + std::string(change.action),
                {{"prefix", "api"},
                 {"api_id", change.apiId},
                 {"origin", change.peerAddress},
                 {"error", std::string_view(error.text())}});
    return reasonReply(500, message, error.text());
}

} // namespace

void addApiRoutes(ControlRoutes &routes, EnginePort &engine, Log &log)
{
    const auto api = std::make_shared<const ApiRoutes>(engine, log);
    const DirectRoute create = [api](const ControlRequest &request) {
        return api->create(request);
    };
    routes.add(Method::Get, "/tyk/apis", [api](const ControlRequest &) { return api->list(); });
    routes.add(Method::Post, "/tyk/apis", create);
    routes.add(Method::Put, "/tyk/apis", [](const ControlRequest &) {
        return messageReply(400, "Must specify an apiID to update");
    });
    routes.add(Method::Delete, "/tyk/apis", [](const ControlRequest &) {
        return messageReply(400, "Must specify an apiID to delete");
    });
    routes.add(Method::Get, "/tyk/apis/{id}",
               [api](const ControlRequest &request) { return api->get(request); });
    routes.add(Method::Post, "/tyk/apis/{id}", create);
    routes.add(Method::Put, "/tyk/apis/{id}",
               [api](const ControlRequest &request) { return api->update(request); });
    routes.add(Method::Delete, "/tyk/apis/{id}",
               [api](const ControlRequest &request) { return api->remove(request); });
}

} // namespace gw::control
