// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/breakpoints.h"

namespace gw::chain {

namespace {

constexpr std::string_view kHookPrefix = "GoPluginMiddleware:";

// "GoPluginMiddleware:<path>:<symbol>" without all but the symbol.
std::string_view symbolIn(std::string_view stepName)
{
    return stepName.starts_with(kHookPrefix) ? stepName.substr(stepName.rfind(':') + 1) : stepName;
}

bool isOfApi(const Breakpoint &breakpoint, const RequestContext &context)
{
    return breakpoint.apiId.empty() || breakpoint.apiId == context.api->id;
}

} // namespace

// Greedy with one way back: to the last '*', which then takes one character more.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    std::size_t at = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starTook = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            starTook = i;
        } else if (at < pattern.size() && pattern[at] == text[i]) {
            ++at;
            ++i;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            i = ++starTook;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

std::string_view shortName(const Step &step, std::string_view nameFor)
{
    return symbolIn(nameFor.empty() ? step.name() : nameFor);
}

BreakpointWatch::BreakpointWatch(std::shared_ptr<const BreakpointSet> set, std::string_view method,
                                 std::string_view decodedPath)
    : m_set(std::move(set))
{
    for (const Breakpoint &breakpoint : m_set->breakpoints) {
        if (breakpoint.isEnabled && (breakpoint.method.empty() || breakpoint.method == method) &&
            (breakpoint.path.empty() || matchesGlob(breakpoint.path, decodedPath))) {
            m_possible.push_back(&breakpoint);
        }
    }
}

const Breakpoint *BreakpointWatch::atStep(const RequestContext &context, const Step &step,
                                          std::string_view nameFor, When when) const
{
    const std::string_view slot = step.slot();
    for (const Breakpoint *one : m_possible) {
        if (one->when != when || !isOfApi(*one, context)) {
            continue;
        }
        const std::string_view wanted = one->step;
        const bool isBusy = !nameFor.empty(); // else it passes the request by
        if ((!slot.empty() && wanted == slot) ||
            (isBusy &&
             (wanted == nameFor || wanted == symbolIn(nameFor) || wanted == step.name()))) {
            return one;
        }
    }
    return nullptr;
}

const Breakpoint *BreakpointWatch::atPlace(const RequestContext &context,
                                           std::string_view place) const
{
    for (const Breakpoint *one : m_possible) {
        if (one->step == place && isOfApi(*one, context)) {
            return one;
        }
    }
    return nullptr;
}

} // namespace gw::chain
