// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/record_builder.h"

#include "chain/json_text.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::proxy {

namespace {

using telemetry::AnalyticsRecord;

constexpr std::size_t kShownKeyCharacters = 4;

std::string shownKey(const request::RequestContext &context)
{
    const std::string &token = context.authToken;
    const request::GatewaySettings &gateway = *context.api->gateway;
    if (token.empty() || gateway.hashesKeys || gateway.enableKeyLogging) {
        return token;
    }
    return token.size() <= kShownKeyCharacters
               ? "--"
               : "****" + token.substr(token.size() - kShownKeyCharacters);
}

std::string requestForm(const http::RequestHead &request, const RecordInputs &inputs)
{
    std::string text(request.method);
    text.append(" ").append(inputs.credentials.target(request.target)).append(" HTTP/1.1\r\n");
    for (const http::Field &field : request.fields) {
        text.append(field.name).append(": ").append(inputs.credentials.fieldValue(field));
        text.append("\r\n");
    }
    return text.append("\r\n").append(inputs.requestBody);
}

std::string responseForm(const http::ResponseHead &response, const RecordInputs &inputs)
{
    std::string text = "HTTP/1.1 " + std::to_string(inputs.status) + " ";
    text.append(http::standardReason(inputs.status)).append("\r\n");
    for (const http::Field &field : response.fields) {
        text.append(field.name).append(": ").append(field.value).append("\r\n");
    }
    return text.append("\r\n").append(inputs.responseBody);
}

void addSessionTags(const request::Session &session, AnalyticsRecord &record)
{
    constexpr std::string_view kDeveloper = "tyk_developer_id";
    for (const std::string &policy : session.applyPolicies) {
        record.tags.push_back("pol-" + policy);
    }
    if (session.metaDataJson.find(kDeveloper) != std::string::npos) {
        if (const auto developer = chain::memberText(session.metaDataJson, kDeveloper)) {
            record.tags.push_back("dev-" + *developer);
        }
    }
    record.tags.insert(record.tags.end(), session.tags.begin(), session.tags.end());
}

void addTags(const request::RequestContext &context, AnalyticsRecord &record)
{
    const spec::ApiDefinition &definition = *context.api->definition;
    record.tags = definition.tags;
    if (context.session) {
        addSessionTags(*context.session, record);
    }
    for (const std::string &name : definition.tagHeaders) {
        const std::string_view value = context.exchange.request().fields.value(name);
        if (!value.empty()) {
            record.tags.push_back(name + "-" + std::string(value));
        }
    }
}

// Tyk's "for ever" is a hundred years.
std::chrono::seconds lifetime(const spec::ApiDefinition &definition)
{
    constexpr std::chrono::hours kForEver{24 * 365 * 100};
    return definition.expireAnalyticsAfter > 0
               ? std::min<std::chrono::seconds>(
                     std::chrono::seconds(definition.expireAnalyticsAfter), kForEver)
               : kForEver;
}

std::int64_t toMilliseconds(std::int64_t nanoseconds)
{
    return nanoseconds / 1'000'000;
}

} // namespace

std::unique_ptr<AnalyticsRecord> buildRecord(const request::RequestContext &context,
                                             const RecordInputs &inputs)
{
    auto record = std::make_unique<AnalyticsRecord>();
    const http::RequestHead &request = context.exchange.request();
    record->timeStamp = std::chrono::system_clock::now();
    record->method = request.method;
    record->host = request.fields.value("Host");
    record->path =
        context.trackedPath.empty() ? context.pathBehindListenPath() : context.trackedPath;
    record->trackPath = !context.trackedPath.empty();
    const auto mark = context.originalTarget.find('?');
    record->rawPath = context.originalTarget.substr(0, mark);
    if (mark != std::string_view::npos) {
        record->rawQuery = inputs.credentials.query(context.originalTarget.substr(mark + 1));
    }
    record->contentLength =
        static_cast<std::int64_t>(context.exchange.requestBodyLength().value_or(inputs.bytesIn));
    record->userAgent = request.fields.value("User-Agent");
    record->responseCode = inputs.status;
    record->apiKey = shownKey(context);
    record->hashesKey = context.api->gateway->hashesKeys;
    if (!context.versionName.empty()) {
        record->apiVersion = context.versionName;
    }
    record->apiName = context.api->name;
    record->apiId = context.api->id;
    record->orgId = context.api->orgId;
    record->listenPath = context.api->listenPath;
    record->expireAt = record->timeStamp + lifetime(*context.api->definition);
    record->totalNs = (Clock::now() - context.startedAt).count();
    record->upstreamNs = context.upstreamNs;
    record->latencyTotalMs = record->requestTimeMs = toMilliseconds(record->totalNs);
    // Tyk's has none where no upstream has answered; the exact one beside tells how long it took.
    record->latencyUpstreamMs =
        context.upstreamResponse != nullptr ? toMilliseconds(record->upstreamNs) : 0;
    record->ipAddress = context.clientAddress;
    record->requestId = context.requestId;
    record->error = context.error;
    record->upstreamAddress = context.upstreamAddress;
    record->protocol = request.minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1";
    record->remoteAddress = context.exchange.peer().address;
    record->clientPort = context.exchange.peer().port;
    record->bytesIn = inputs.bytesIn;
    if (context.session) {
        record->alias = context.session->alias;
        record->oauthId = context.session->oauthClientId;
    }
    addTags(context, *record);
    if (inputs.withDetails) {
        record->rawRequest = requestForm(request, inputs);
        record->rawResponse = responseForm(context.exchange.response(), inputs);
    }
    return record;
}

} // namespace gw::proxy
