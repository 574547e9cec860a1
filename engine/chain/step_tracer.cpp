// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_tracer.h"

#include "chain/veil.h"

#include <algorithm>

namespace gw::chain {

namespace {

using telemetry::TraceChange;
using Changes = std::vector<TraceChange>;

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
    const Veil veil(context, {before.keys, after.keys});
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
