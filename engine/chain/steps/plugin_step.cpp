// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/plugin_step.h"

namespace gw::chain {

PluginStep::PluginStep(Place place, std::shared_ptr<const Hook> hook)
    : m_kind(place.kind)
    , m_slot(place.slot)
    , m_name(stepName(place.path, place.symbol))
    , m_hook(std::move(hook))
{
}

std::string PluginStep::stepName(std::string_view path, std::string_view symbol)
{
    std::string name("GoPluginMiddleware:");
    name.append(path).append(":").append(symbol);
    return name;
}

BodyNeed PluginStep::bodyNeed() const
{
    if (m_kind == HookKind::Response && m_hook->readsResponseBody()) {
        return BodyNeed::WholeResponse;
    }
    return m_kind == HookKind::Request && m_hook->readsRequestBody() ? BodyNeed::WholeRequest
                                                                     : BodyNeed::None;
}

StepResult PluginStep::process(RequestContext &context) const
{
    return m_hook->run(context);
}

} // namespace gw::chain
