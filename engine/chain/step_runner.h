// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/chain.h"
#include "chain/step_tracer.h"

#include <memory>
#include <optional>
#include <span>

namespace gw::chain {

// Walks one request through a list of steps, from wherever it stopped before.
// Thread: the request's worker.
class StepRunner final {
public:
    using Steps = std::span<const std::unique_ptr<const Step>>;

    enum class Stop : std::uint8_t {
        AtEnd,     // every step said Continue
        AtBody,    // the next step wants a body whole; run again when it is there
        Suspended, // a step will call context.resume(); pass its result to resumed()
        Decided,   // a step answered or failed; see decision()
    };

    // phase: "request" or "response", for the trace.
    void start(Steps steps, std::string_view phase);
    [[nodiscard]] Stop run(RequestContext &context);
    // The suspended step's result; continues behind it unless it decided.
    [[nodiscard]] Stop resumed(RequestContext &context, StepResult result);

    [[nodiscard]] const StepResult &decision() const { return *m_decision; }

private:
    [[nodiscard]] bool mustWaitForBody(const Step &step, const RequestContext &context) const;
    [[nodiscard]] Stop settle(RequestContext &context, StepResult result);

    Steps m_steps;
    std::string_view m_phase;
    std::size_t m_position = 0;
    std::optional<StepTracer> m_tracer;
    std::optional<StepResult> m_decision;
};

} // namespace gw::chain
