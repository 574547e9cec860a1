// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/analytics_record.h"

#include <string>

namespace gw::telemetry {

// A record as Tyk writes it for tyk-pump: MessagePack, a map with the names of its Go structure
// (reference H1). A time is an array of seconds and nanoseconds, as that library had it first and
// every later one reads. Text that is not UTF-8 gets U+FFFD for each bad byte.
[[nodiscard]] std::string msgpackRecord(const AnalyticsRecord &record);

} // namespace gw::telemetry
