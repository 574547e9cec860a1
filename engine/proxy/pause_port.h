// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/paused_request.h"

#include <functional>
#include <memory>

namespace gw::proxy {

// What a running request knows of breakpoints. Thread: any.
class PausePort {
public:
    // Null while nobody uses breakpoints, which costs one relaxed load.
    [[nodiscard]] virtual std::shared_ptr<const chain::BreakpointSet> breakpoints() const = 0;
    // Returns the number under which the request waits; 0: it goes on, as too many wait already,
    // nobody watches any more, or the breakpoint is gone. release is called at most once, on any
    // thread, and not after leave() has returned; it must not call back.
    [[nodiscard]] virtual std::uint64_t pause(PausedRequest request,
                                              std::function<void(PauseEnd)> release) = 0;
    // The request waits no longer. False: it has been released before.
    virtual bool leave(std::uint64_t id, ReleaseReason reason) = 0;

protected:
    ~PausePort() = default;
};

} // namespace gw::proxy
