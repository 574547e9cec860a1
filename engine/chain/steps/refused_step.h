// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <string>

namespace gw::chain {

// Stands where a step should be that could not be built: a hook that is missing, a kind of
// authentication that is not supported. It answers 500, so that nothing passes unprotected
// (reference A7), and says why in log, trace and record.
class RefusedStep final : public Step {
public:
    RefusedStep(std::string name, std::string reason)
        : m_name(std::move(name))
        , m_reason(std::move(reason))
    {
    }

    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    std::string m_name;
    std::string m_reason;
};

} // namespace gw::chain
