// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/request_context.h"

#include <string_view>

namespace gw::chain {

using request::RequestContext;
using request::StepResult;

// What a step asks the runner to have ready before it is called.
enum class BodyNeed : std::uint8_t { None, WholeRequest, WholeResponse };

// One middleware of an API's request chain (reference A2). Built with the snapshot and only when
// its condition holds, with everything compiled; shared by all workers, so it has no state of a
// request. Thread: any worker (immutable).
class Step {
public:
    virtual ~Step() = default;

    // Tyk's middleware name: "VersionCheck", "CORSMiddleware", ...
    [[nodiscard]] virtual std::string_view name() const = 0;
    // The name of what it runs for this request; empty: it passes the request by.
    [[nodiscard]] virtual std::string_view nameFor(const RequestContext &) const { return name(); }
    // Where a hook stands: "pre", "auth_check", "post_key_auth", "post", "response"; else empty.
    [[nodiscard]] virtual std::string_view slot() const { return {}; }
    [[nodiscard]] virtual BodyNeed bodyNeed() const { return BodyNeed::None; }
    // True when the step has nothing to do with this request, so that no body is collected for it.
    [[nodiscard]] virtual bool isBodyNeeded(const RequestContext &) const { return true; }
    [[nodiscard]] virtual StepResult process(RequestContext &context) const = 0;
};

// One step over the upstream's answer: context.upstreamResponse is set. Respond here means: send
// exchange.response() and context.replyBody instead of the upstream's answer.
using ResponseStep = Step;

} // namespace gw::chain
