// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/refused_step.h"

#include "base/log.h"

namespace gw::chain {

StepResult RefusedStep::process(RequestContext &context) const
{
    context.services.log.error(m_reason, {{"api_id", std::string_view(context.api->id)},
                                          {"mw", std::string_view(m_name)}});
    context.note = m_reason;
    context.error = m_reason;
    return m_lack == Lack::Passing ? StepResult::fail(503, "Service Unavailable")
                                   : StepResult::fail(500, "Internal Server Error");
}

} // namespace gw::chain
