// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "chain/step_tracer.h"
#include "proxy/forward_plan.h"
#include "proxy/pause_port.h"
#include "request/services.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::proxy {

// Where one request waits at breakpoints, one after the other. Made for requests that may meet one.
// Thread: the request's worker.
class PausePoint final : private Deadline {
public:
    // What the request does when the pause is over: the next step, the call to the upstream, the
    // answer.
    enum class Place : std::uint8_t { Step, Upstream, Client };
    using GoOn = std::function<void(PauseEnd)>;

    // goOn is called when a pause has ended, but not from inside stop() or leave().
    PausePoint(PausePort &port, const request::WorkerServices &services,
               chain::BreakpointWatch watch, GoOn goOn);
    ~PausePoint() override;

    [[nodiscard]] const chain::BreakpointWatch &watch() const { return m_watch; }

    // False: the request goes on. The times of `request` are filled in here.
    [[nodiscard]] bool stop(PausedRequest request, Place place);
    // The request ends: goOn is not called. Does nothing when it is not paused.
    void leave();
    [[nodiscard]] bool isPaused() const { return m_id != 0; }
    [[nodiscard]] Place place() const { return m_place; }

    // Each of these places is met once.
    [[nodiscard]] const chain::Breakpoint *meets(const request::RequestContext &context,
                                                 Place place) const;
    void pass(Place place);

    // For the request's trace: around the pause, and which breakpoint it is.
    chain::StepTracer tracer;
    std::string note;
    // Credentials as they came, whatever steps make of them.
    std::vector<std::string> keys;
    // Where the request goes when nothing is edited at `upstream`: no target gets two turns.
    std::optional<ForwardPlan> plan;
    // What the answer was before the upstream's was merged into it.
    std::optional<http::ResponseHead> replyBefore;

private:
    struct Anchor {
        PausePoint *point; // null: gone. Thread: the worker
    };

    void onExpired() override;
    void end(PauseEnd end);

    PausePort &m_port;
    const request::WorkerServices &m_services;
    const chain::BreakpointWatch m_watch;
    const GoOn m_goOn;
    std::shared_ptr<Anchor> m_anchor;
    std::uint64_t m_id = 0;     // 0: not paused
    std::uint64_t m_serial = 0; // of the pause: a late release means an earlier one
    Place m_place = Place::Step;
    bool m_hasPassedUpstream = false;
    bool m_hasPassedClient = false;
};

} // namespace gw::proxy
