// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "request/request_context.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace gw::chain {

// A loaded function of a plugin, ready to run on requests. Immutable; called by several threads at
// once.
class Hook {
public:
    virtual ~Hook() = default;

    [[nodiscard]] virtual bool readsRequestBody() const = 0;
    [[nodiscard]] virtual bool readsResponseBody() const = 0;
    // Continue: nothing was answered. Respond: the answer is in exchange.response() and
    // context.replyBody. Fail: an error, an exception, a full queue; logged and told in
    // context.error. Suspend: the hook waits or runs on the blocking pool; context.resume() follows
    // exactly once on the worker, also when the client has left. Throws nothing.
    [[nodiscard]] virtual request::StepResult run(request::RequestContext &context) const = 0;
};

enum class HookKind : std::uint8_t { Request, Response };

// Loads hooks while a snapshot is built. Thread: control.
class HookFactory {
public:
    // Fails with the exact reason when file or symbol are missing or do not fit this gateway.
    [[nodiscard]] virtual Expected<std::shared_ptr<const Hook>>
    load(std::string_view path, std::string_view symbol, HookKind kind) = 0;

protected:
    ~HookFactory() = default;
};

} // namespace gw::chain
