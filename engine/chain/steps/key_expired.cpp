// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/key_expired.h"

#include <chrono>

namespace gw::chain {

namespace {

constexpr std::string_view kNoSession =
    "Session state is missing or unset! Please make sure that auth headers are properly applied";

std::int64_t unixNow()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

} // namespace

StepResult KeyExpired::process(RequestContext &context) const
{
    if (context.isIgnored) {
        return StepResult::proceed();
    }
    if (!context.session) {
        context.note = "no authentication step set a session";
        return StepResult::fail(400, kNoSession);
    }
    if (context.session->isInactive) {
        context.note = "the key is inactive";
        return StepResult::fail(403, "Key is inactive, please renew");
    }
    if (context.session->expires >= 1 && unixNow() >= context.session->expires) {
        context.note = "the key has expired";
        return StepResult::fail(401, "Key has expired, please renew");
    }
    return StepResult::proceed();
}

} // namespace gw::chain
