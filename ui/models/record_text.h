// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <string>

namespace gw::models {

// All that a record holds of the request and its answer, as text to be compared with another one:
// what was asked and answered, the steps and what each changed, headers and bodies (JSON is
// indented). Without times and numbers of its own, which always differ. Thread: any.
[[nodiscard]] std::string recordText(const client::TrafficRecord &record);

} // namespace gw::models
