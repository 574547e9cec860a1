// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_runner.h"

#include "base/log.h"
#include "telemetry/timing_ring.h"

#include <algorithm>
#include <array>

namespace gw::chain {

namespace {

// Tyk's debug lines (reference H4): "Started" with ts, "Finished" with ns and code.
void logStep(const RequestContext &context, std::string_view message, std::string_view name,
             std::span<const LogField> more)
{
    std::array<LogField, 8> fields = {
        LogField{"prefix", std::string_view("proxy")},
        LogField{"mw", name},
        LogField{"api_id", std::string_view(context.api->id)},
        LogField{"api_name", std::string_view(context.api->name)},
        LogField{"org_id", std::string_view(context.api->orgId)},
        LogField{"request_id", context.requestId},
    };
    std::ranges::copy(more, fields.begin() + 6);
    context.services.log.write(LogLevel::Debug, message, std::span(fields).first(6 + more.size()));
}

std::int64_t codeOf(const RequestContext &context, const StepResult &result)
{
    switch (result.kind()) {
    case StepResult::Kind::Fail:
        return result.status();
    case StepResult::Kind::Respond:
        return context.exchange.response().status;
    default:
        return 200;
    }
}

} // namespace

void StepRunner::start(Steps steps, std::string_view phase, Timings timings)
{
    m_timings = timings;
    m_steps = steps;
    m_phase = phase;
    m_position = 0;
    m_decision.reset();
    m_meeting.reset();
    m_hasPassed = false;
}

void StepRunner::lookForBreakpoint(const RequestContext &context, const Step &step, When when)
{
    if (m_watch == nullptr || (when == When::Before && m_hasPassed)) {
        return;
    }
    if (when == When::Before) {
        m_nameFor = step.nameFor(context);
    } // else what the step has changed may lead elsewhere
    const Breakpoint *breakpoint = m_watch->atStep(context, step, m_nameFor, when);
    if (breakpoint != nullptr) {
        m_meeting = {breakpoint, shortName(step, m_nameFor), when};
    }
}

void StepRunner::passBreakpoint()
{
    m_hasPassed = m_meeting->when == When::Before;
    m_meeting.reset();
}

bool StepRunner::mustWaitForBody(const Step &step, const RequestContext &context) const
{
    switch (step.bodyNeed()) {
    case BodyNeed::None:
        return false;
    case BodyNeed::WholeRequest:
        return !context.requestBody.isBuffered && step.isBodyNeeded(context);
    case BodyNeed::WholeResponse:
        return context.upstreamResponse != nullptr && !context.upstreamResponse->body.isBuffered &&
               step.isBodyNeeded(context);
    }
    return false;
}

StepRunner::Stop StepRunner::run(RequestContext &context)
{
    m_isLogged = context.api != nullptr && context.services.log.isEnabled(LogLevel::Debug);
    while (!m_meeting && m_position < m_steps.size()) {
        const Step &step = *m_steps[m_position];
        if (mustWaitForBody(step, context)) {
            return Stop::AtBody;
        }
        lookForBreakpoint(context, step, When::Before);
        if (m_meeting) {
            break;
        }
        if (m_watch != nullptr) {
            m_nameFor = step.nameFor(context); // a developer may have edited the request
        }
        if (context.trace) {
            m_tracer.emplace();
            m_tracer->begin(context, step.name(), m_phase);
        }
        begin(context, step);
        StepResult result = step.process(context);
        if (result.kind() == StepResult::Kind::Suspend) {
            return Stop::Suspended;
        }
        if (settle(context, std::move(result)) == Stop::Decided) {
            return Stop::Decided;
        }
    }
    return m_meeting ? Stop::AtBreakpoint : Stop::AtEnd;
}

StepRunner::Stop StepRunner::resumed(RequestContext &context, StepResult result)
{
    if (result.kind() == StepResult::Kind::Suspend) {
        return Stop::Suspended;
    }
    if (settle(context, std::move(result)) == Stop::Decided) {
        return Stop::Decided;
    }
    return run(context);
}

void StepRunner::begin(RequestContext &context, const Step &step)
{
    if (m_timings.ring != nullptr || m_isLogged) {
        m_stepStart = Clock::now();
    }
    if (m_isLogged) {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const LogField more[] = {{"ts", std::chrono::nanoseconds(now).count()}};
        logStep(context, "Started", step.name(), more);
    }
}

void StepRunner::end(RequestContext &context, const Step &step, const StepResult &result)
{
    if (m_timings.ring == nullptr && !m_isLogged) {
        return;
    }
    const std::int64_t nanoseconds = std::chrono::nanoseconds(Clock::now() - m_stepStart).count();
    if (m_timings.ring != nullptr) {
        m_timings.ring->push({m_timings.names[m_position], nanoseconds});
    }
    if (m_isLogged) {
        const LogField more[] = {{"code", codeOf(context, result)}, {"ns", nanoseconds}};
        logStep(context, "Finished", step.name(), more);
    }
}

StepRunner::Stop StepRunner::settle(RequestContext &context, StepResult result)
{
    const Step &step = *m_steps[m_position];
    end(context, step, result);
    ++m_position;
    m_hasPassed = false;
    const bool goesOn = result.kind() == StepResult::Kind::Continue;
    if (m_tracer) {
        m_tracer->end(context, goesOn                                       ? "continue"
                               : result.kind() == StepResult::Kind::Respond ? "respond"
                                                                            : "fail");
        m_tracer.reset();
    }
    if (goesOn) {
        lookForBreakpoint(context, step, When::After); // run() tells
        return Stop::AtEnd;
    }
    m_decision = std::move(result);
    return Stop::Decided;
}

} // namespace gw::chain
