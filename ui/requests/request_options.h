// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/request_builder.h"

namespace gw::requests {

// Applies one line of [Options], its value expanded. Fails for an unknown name or an invalid value.
[[nodiscard]] Expected<void> applyOption(std::string_view name, const std::string &value,
                                         PreparedRequest &request);

// "500ms", "3s", "2m", or a number in the unit that the option has without one.
[[nodiscard]] std::optional<std::chrono::milliseconds> durationOf(std::string_view text,
                                                                  std::chrono::milliseconds unit);

} // namespace gw::requests
