// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace gw::editing {

// A YAML 1.2 document as JSON: plain scalars become null, booleans, numbers or texts by the core
// schema, keys become texts, aliases copies of what they name. Bounded in depth and in the size of
// the outcome, whatever the aliases multiply. An error names line and column. Fails when it is
// stopped.
[[nodiscard]] Expected<std::string> jsonOfYaml(std::string_view yaml,
                                               const std::stop_token &stop = {});

} // namespace gw::editing
