// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gw::telemetry {

// Which requests records are made of.
enum class RecordInterest : std::uint8_t {
    None,
    Tracked, // analytics is on: all but those that do_not_track and the like leave out
    All,     // somebody watches the traffic
};

} // namespace gw::telemetry
