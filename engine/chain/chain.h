// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <memory>
#include <vector>

namespace gw::chain {

// The steps of one API in the order of reference A2.
struct Chain {
    std::vector<std::unique_ptr<const Step>> request;
    std::vector<std::unique_ptr<const ResponseStep>> response;
    bool skipsPreflight = false; // CORS.options_passthrough: OPTIONS skips every step (A2)
};

} // namespace gw::chain
