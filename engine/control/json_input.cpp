// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/json_input.h"

#include "base/json_writer.h"

namespace gw::control {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

constexpr const char *kMalformed = "Request malformed"; // Tyk's text

std::optional<JsonValue> member(const JsonValue &object, std::string_view name)
{
    const auto found = object.findIgnoringCase(name);
    return found && !found->isNull() ? found : std::nullopt;
}

// False when the member is there and no string.
bool readText(const JsonValue &object, std::string_view name, std::string &into)
{
    const auto value = member(object, name);
    if (!value) {
        return true;
    }
    into = value->string();
    return value->isString();
}

bool readHeaders(const JsonValue &headers, runtime::DebugRequest &request)
{
    for (const JsonValue field : headers.children()) {
        if (!field.isArray()) {
            return false;
        }
        for (const JsonValue value : field.children()) {
            if (!value.isString()) {
                return false;
            }
            request.headers.emplace_back(field.key(), value.string());
        }
    }
    return headers.isObject();
}

// Puts the id where an empty one stood, or at the end.
Expected<JsonDocument> withApiId(const JsonDocument &document, std::string_view id)
{
    const auto present = document.root().findIgnoringCase("api_id");
    std::string json;
    appendJsonString(json, id);
    return document.withValue(present ? present->pointer() : "/api_id", json);
}

} // namespace

Expected<JsonDocument> parseObject(std::string_view json)
{
    auto document = JsonDocument::parse(std::string(json));
    if (!document) {
        return failure(kMalformed, document.error().text());
    }
    if (!document->root().isObject()) {
        return failure(kMalformed, "The body is no JSON object");
    }
    return document;
}

std::optional<bool> booleanMember(std::string_view json, std::string_view name)
{
    const auto document = parseObject(json);
    const auto value = document ? member(document->root(), name) : std::nullopt;
    if (!value || value->type() != spec::JsonType::Bool) {
        return std::nullopt;
    }
    return value->boolean();
}

std::optional<std::string> textMember(std::string_view json, std::string_view name)
{
    const auto document = parseObject(json);
    const auto value = document ? member(document->root(), name) : std::nullopt;
    if (!value || !value->isString()) {
        return std::nullopt;
    }
    return std::string(value->string());
}

Expected<DefinitionBrief> readDefinitionBrief(std::string_view json, std::string_view newId)
{
    const auto document = parseObject(json);
    if (!document) {
        return tl::unexpected(document.error());
    }
    DefinitionBrief brief;
    brief.text = document->text();
    if (!readText(document->root(), "api_id", brief.apiId)) {
        return failure(kMalformed, "api_id is no string");
    }
    const auto oasFlag = member(document->root(), "is_oas");
    brief.isOas = document->root().find("x-tyk-api-gateway") || (oasFlag && oasFlag->boolean());
    if (brief.apiId.empty() && !newId.empty()) {
        const auto named = withApiId(*document, newId);
        if (!named) {
            return failure(kMalformed, named.error().text());
        }
        brief.apiId = newId;
        brief.text = named->text();
    }
    return brief;
}

Expected<runtime::DebugRequest> readDebugRequest(std::string_view json)
{
    const auto document = parseObject(json);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const auto definition = member(document->root(), "spec");
    const auto request = member(document->root(), "request");
    if (!definition) {
        return failure("Spec field is missing");
    }
    if (!request) {
        return failure("Request field is missing");
    }
    runtime::DebugRequest result;
    if (!definition->isObject() || !request->isObject() ||
        !readText(*request, "method", result.method) || !readText(*request, "path", result.path) ||
        !readText(*request, "body", result.body)) {
        return failure(kMalformed);
    }
    const auto headers = member(*request, "headers");
    if (headers && !readHeaders(*headers, result)) {
        return failure(kMalformed);
    }
    if (result.method.empty()) {
        result.method = "GET"; // as Go's http.NewRequest
    }
    result.definitionJson = definition->text();
    return result;
}

} // namespace gw::control
