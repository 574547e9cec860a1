// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

namespace gw::chain {

// Fills the variables that $tyk_context.name can name (reference D9): path, path_parts,
// remote_addr, request_id, headers_<Name>, cookies_<name>, request_data and request_data_<name>.
class ContextVars final : public Step {
public:
    [[nodiscard]] std::string_view name() const override { return "MiddlewareContextVars"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;
};

} // namespace gw::chain
