// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/record_builder.h"

#include "spec/api_definition.h"

namespace gw::proxy {

namespace {

using telemetry::AnalyticsRecord;

constexpr std::size_t kShownKeyCharacters = 4;

std::string shownKey(const request::RequestContext &context)
{
    const std::string &token = context.authToken;
    if (token.empty() || context.api->gateway->enableKeyLogging) {
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

void addTags(const request::RequestContext &context, AnalyticsRecord &record)
{
    const spec::ApiDefinition &definition = *context.api->definition;
    record.tags = definition.tags;
    if (context.session) {
        record.tags.insert(record.tags.end(), context.session->tags.begin(),
                           context.session->tags.end());
    }
    for (const std::string &name : definition.tagHeaders) {
        const std::string_view value = context.exchange.request().fields.value(name);
        if (!value.empty()) {
            record.tags.push_back(name + "-" + std::string(value));
        }
    }
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
    if (!context.versionName.empty()) {
        record->apiVersion = context.versionName;
    }
    record->apiName = context.api->name;
    record->apiId = context.api->id;
    record->orgId = context.api->orgId;
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
