// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gw::toolchain {

// The text with every occurrence of `old`, which is not empty, replaced.
[[nodiscard]] std::string replaced(std::string text, std::string_view old, std::string_view fresh);

} // namespace gw::toolchain
