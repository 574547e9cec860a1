// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_runner.h"

namespace gw::chain {

void StepRunner::start(Steps steps, std::string_view phase)
{
    m_steps = steps;
    m_phase = phase;
    m_position = 0;
    m_decision.reset();
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
    while (m_position < m_steps.size()) {
        const Step &step = *m_steps[m_position];
        if (mustWaitForBody(step, context)) {
            return Stop::AtBody;
        }
        if (context.trace) {
            m_tracer.emplace();
            m_tracer->begin(context, step.name(), m_phase);
        }
        StepResult result = step.process(context);
        if (result.kind() == StepResult::Kind::Suspend) {
            return Stop::Suspended;
        }
        if (settle(context, std::move(result)) == Stop::Decided) {
            return Stop::Decided;
        }
    }
    return Stop::AtEnd;
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

StepRunner::Stop StepRunner::settle(RequestContext &context, StepResult result)
{
    ++m_position;
    const bool goesOn = result.kind() == StepResult::Kind::Continue;
    if (m_tracer) {
        m_tracer->end(context, goesOn                                       ? "continue"
                               : result.kind() == StepResult::Kind::Respond ? "respond"
                                                                            : "fail");
        m_tracer.reset();
    }
    if (goesOn) {
        return Stop::AtEnd;
    }
    m_decision = std::move(result);
    return Stop::Decided;
}

} // namespace gw::chain
