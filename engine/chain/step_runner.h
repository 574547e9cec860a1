// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/breakpoints.h"
#include "chain/chain.h"
#include "chain/step_tracer.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace gw::telemetry {
class TimingRing;
}

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
        // See meeting(). Running again gives the same until passBreakpoint().
        AtBreakpoint,
    };

    // For instrumentation: the names of the steps, and where their times go. Null: nowhere.
    struct Timings {
        std::span<const std::string *const> names;
        telemetry::TimingRing *ring;
    };
    // phase: "request" or "response", for the trace.
    void start(Steps steps, std::string_view phase, Timings timings = {});
    [[nodiscard]] Stop run(RequestContext &context);
    // The suspended step's result; continues behind it unless it decided.
    [[nodiscard]] Stop resumed(RequestContext &context, StepResult result);

    [[nodiscard]] const StepResult &decision() const { return *m_decision; }

    // Where to stop for a developer; null: nowhere. The watch must outlive the run.
    void watch(const BreakpointWatch *watch) { m_watch = watch; }
    struct Meeting {
        const Breakpoint *breakpoint;
        std::string_view step; // as shortName() has it
        When when;
    };
    [[nodiscard]] const Meeting &meeting() const { return *m_meeting; }
    void passBreakpoint();

private:
    [[nodiscard]] bool mustWaitForBody(const Step &step, const RequestContext &context) const;
    [[nodiscard]] Stop settle(RequestContext &context, StepResult result);
    // Sets m_meeting when there is one.
    void lookForBreakpoint(const RequestContext &context, const Step &step, When when);
    void begin(RequestContext &context, const Step &step);
    void end(RequestContext &context, const Step &step, const StepResult &result);

    Steps m_steps;
    std::string_view m_phase;
    std::size_t m_position = 0;
    Timings m_timings{};
    bool m_isLogged = false;       // the log's level is debug
    Clock::time_point m_stepStart; // with timings, or when it is logged
    std::optional<StepTracer> m_tracer;
    std::optional<StepResult> m_decision;
    const BreakpointWatch *m_watch = nullptr;
    std::string_view m_nameFor;       // of the step that runs, while there is a watch
    std::optional<Meeting> m_meeting; // not passed yet
    bool m_hasPassed = false;         // the breakpoint before the step at m_position
};

} // namespace gw::chain
