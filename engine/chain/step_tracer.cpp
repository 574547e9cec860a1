// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_tracer.h"

#include "chain/steps/credential_source.h"
#include "http/query_text.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::chain {

namespace {

using telemetry::TraceChange;
using Changes = std::vector<TraceChange>;

constexpr std::string_view kHidden = "(hidden)";

// Credentials never leave the engine by way of a trace.
bool isSecretField(std::string_view name)
{
    constexpr std::string_view kSecrets[] = {"authorization", "cookie", "set-cookie",
                                             "proxy-authorization", "x-tyk-authorization"};
    return std::any_of(std::begin(kSecrets), std::end(kSecrets), [&](std::string_view secret) {
        return http::equalsIgnoreCase(secret, name);
    });
}

// Context variables repeat credentials: "headers_Authorization", "cookies_<name>", "token".
bool isSecretVariable(std::string_view name)
{
    constexpr std::string_view kHeader = "headers_";
    std::string header(name.starts_with(kHeader) ? name.substr(kHeader.size()) : "");
    std::replace(header.begin(), header.end(), '_', '-');
    return name == "token" || name.starts_with("cookies_") || isSecretField(header);
}

// What of a value may be shown: neither that of a secret name, nor one that holds the request's
// key, which may stand in any field, in the query, or in what hooks made of them.
class Veil final {
public:
    Veil(const RequestContext &context, const std::vector<std::string> &keysBefore,
         const std::vector<std::string> &keysAfter)
        : m_context(context)
        , m_keysBefore(keysBefore)
        , m_keysAfter(keysAfter)
    {
    }

    [[nodiscard]] std::string over(std::string_view value) const
    {
        return std::string(
            holdsKey(value) || holdsKey(http::percentDecoded(value, http::Plus::IsSpace)) ? kHidden
                                                                                          : value);
    }
    [[nodiscard]] std::string overField(std::string_view name, std::string_view value) const
    {
        return isSecretField(name) ? std::string(kHidden) : over(value);
    }
    [[nodiscard]] std::string overVariable(std::string_view name, std::string_view value) const
    {
        return isSecretVariable(name) ? std::string(kHidden) : over(value);
    }

private:
    [[nodiscard]] bool holdsKey(std::string_view value) const
    {
        const auto isIn = [&](std::string_view key) {
            return !key.empty() && value.find(key) != std::string_view::npos;
        };
        const auto isAnyIn = [&](const auto &keys) {
            return std::any_of(keys.begin(), keys.end(), isIn);
        };
        return isIn(m_context.authToken) || isAnyIn(m_context.formerTokens) ||
               isAnyIn(m_keysBefore) || isAnyIn(m_keysAfter);
    }

    const RequestContext &m_context;
    const std::vector<std::string> &m_keysBefore;
    const std::vector<std::string> &m_keysAfter;
};

// What stands where the definition looks for credentials: steps before authentication handle it
// too.
std::vector<std::string> presentedKeys(const RequestContext &context)
{
    std::vector<std::string> keys;
    if (context.api == nullptr || context.api->definition == nullptr) {
        return keys;
    }
    for (const auto &[kind, config] : context.api->definition->authentication.authConfigs) {
        for (const std::string &value : CredentialSource(config).all(context)) {
            const std::string key =
                value.substr(value.rfind(' ') + 1); // npos + 1 is 0: no "Bearer"
            if (!key.empty()) {
                keys.push_back(key);
            }
        }
    }
    return keys;
}

// All values of one name as one text, for comparing before and after.
std::string joined(std::span<const http::Field> fields, std::string_view name)
{
    std::string text;
    for (const http::Field &field : fields) {
        if (http::equalsIgnoreCase(field.name, name)) {
            text += text.empty() ? "" : ", ";
            text += field.value;
        }
    }
    return text;
}

bool isFirstOfName(std::span<const http::Field> fields, std::size_t index)
{
    return std::none_of(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](const http::Field &field) {
                            return http::equalsIgnoreCase(field.name, fields[index].name);
                        });
}

bool hasName(std::span<const http::Field> fields, std::string_view name)
{
    return std::any_of(fields.begin(), fields.end(), [&](const http::Field &field) {
        return http::equalsIgnoreCase(field.name, name);
    });
}

void compareFields(std::string_view subject, std::span<const http::Field> before,
                   std::span<const http::Field> after, const Veil &veil, Changes &changes)
{
    for (std::size_t i = 0; i < after.size(); ++i) {
        const std::string_view name = after[i].name;
        if (!isFirstOfName(after, i)) {
            continue;
        }
        const std::string now = joined(after, name);
        if (!hasName(before, name)) {
            changes.push_back({TraceChange::Kind::Added,
                               std::string(subject),
                               std::string(name),
                               {},
                               veil.overField(name, now)});
            continue;
        }
        const std::string then = joined(before, name);
        if (now != then) {
            changes.push_back({TraceChange::Kind::Changed, std::string(subject), std::string(name),
                               veil.overField(name, then), veil.overField(name, now)});
        }
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        const std::string_view name = before[i].name;
        if (isFirstOfName(before, i) && !hasName(after, name)) {
            changes.push_back({TraceChange::Kind::Removed,
                               std::string(subject),
                               std::string(name),
                               veil.overField(name, joined(before, name)),
                               {}});
        }
    }
}

void compareText(std::string_view subject, std::string_view before, std::string_view after,
                 const Veil &veil, Changes &changes)
{
    if (before != after) {
        changes.push_back({TraceChange::Kind::Changed,
                           std::string(subject),
                           {},
                           veil.over(before),
                           veil.over(after)});
    }
}

std::string bytes(std::size_t size)
{
    return std::to_string(size) + " bytes";
}

std::vector<http::Field> copyOf(const http::FieldList &fields)
{
    return {fields.begin(), fields.end()};
}

} // namespace

StepTracer::Before StepTracer::capture(const RequestContext &context)
{
    Before before;
    const http::RequestHead &request = context.exchange.request();
    before.method = context.outgoingMethod.empty() ? request.method : context.outgoingMethod;
    before.target = request.target;
    before.rewrittenUrl = context.rewrittenUrl.value_or(std::string_view());
    before.requestFields = copyOf(request.fields);
    before.replyFields = copyOf(context.exchange.response().fields);
    before.requestBodySize = context.requestBody.bytes.size();
    if (context.upstreamResponse != nullptr) {
        before.upstreamStatus = context.upstreamResponse->head.status;
        before.upstreamFields = copyOf(context.upstreamResponse->head.fields);
        before.responseBodySize = context.upstreamResponse->body.bytes.size();
    }
    if (context.session) {
        before.session = context.session->alias + " " + context.session->orgId;
    }
    before.values = context.values;
    before.keys = presentedKeys(context);
    return before;
}

void StepTracer::begin(const RequestContext &context, std::string_view name, std::string_view phase)
{
    m_before = capture(context);
    m_before->name = name;
    m_before->phase = phase;
    m_before->start = Clock::now();
}

void StepTracer::end(RequestContext &context, std::string_view outcome)
{
    if (!m_before || !context.trace) {
        return;
    }
    const auto now = Clock::now();
    const Before before = std::move(*m_before);
    m_before.reset();
    const Before after = capture(context);

    telemetry::TraceStep step;
    step.name = before.name;
    step.phase = before.phase;
    step.outcome = outcome;
    const Veil veil(context, before.keys, after.keys);
    step.note = veil.over(context.note);
    context.note.clear();
    step.startNs = (before.start - context.startedAt).count();
    step.durationNs = (now - before.start).count();
    compareText("method", before.method, after.method, veil, step.changes);
    compareText("target", before.target, after.target, veil, step.changes);
    compareText("rewritten url", before.rewrittenUrl, after.rewrittenUrl, veil, step.changes);
    compareFields("request header", before.requestFields, after.requestFields, veil, step.changes);
    compareFields("response header", before.replyFields, after.replyFields, veil, step.changes);
    compareFields("response header", before.upstreamFields, after.upstreamFields, veil,
                  step.changes);
    if (before.upstreamStatus != after.upstreamStatus) {
        compareText("status", std::to_string(before.upstreamStatus),
                    std::to_string(after.upstreamStatus), veil, step.changes);
    }
    compareText("request body", bytes(before.requestBodySize), bytes(after.requestBodySize), veil,
                step.changes);
    compareText("response body", bytes(before.responseBodySize), bytes(after.responseBodySize),
                veil, step.changes);
    compareText("session", before.session, after.session, veil, step.changes);
    for (const auto &[name, value] : after.values) {
        const auto place = std::find_if(before.values.begin(), before.values.end(),
                                        [&](const auto &entry) { return entry.first == name; });
        if (place == before.values.end()) {
            step.changes.push_back({TraceChange::Kind::Added,
                                    "context value",
                                    name,
                                    {},
                                    veil.overVariable(name, value)});
        } else if (place->second != value) {
            step.changes.push_back({TraceChange::Kind::Changed, "context value", name,
                                    veil.overVariable(name, place->second),
                                    veil.overVariable(name, value)});
        }
    }
    context.trace->steps.push_back(std::move(step));
}

void StepTracer::add(RequestContext &context, telemetry::TraceStep step)
{
    if (context.trace) {
        context.trace->steps.push_back(std::move(step));
    }
}

} // namespace gw::chain
