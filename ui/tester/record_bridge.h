// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/gateway_trace.h"

namespace gw::tester {

// The client's record as facts about the gateway are checked against it.
[[nodiscard]] requests::TrafficRecord plainRecord(const client::TrafficRecord &record);

} // namespace gw::tester
