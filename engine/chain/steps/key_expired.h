// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

namespace gw::chain {

// Behind every kind of authentication: there must be a session, and it must be alive (reference E1,
// A9).
class KeyExpired final : public Step {
public:
    [[nodiscard]] std::string_view name() const override { return "KeyExpired"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;
};

} // namespace gw::chain
