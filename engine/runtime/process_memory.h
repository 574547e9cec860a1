// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gw::runtime {

// Resident memory of this process in bytes, from /proc/self/statm; 0 when it cannot be read.
[[nodiscard]] std::uint64_t residentBytes();

} // namespace gw::runtime
