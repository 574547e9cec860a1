// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_writer.h"
#include "telemetry/analytics_record.h"

namespace gw::telemetry {

// The members of a record, without its trace, of an object that the caller has begun. Names are
// those that tyk-pump writes in JSON (reference H1), snake_case for what Tyk does not have.
void writeRecordMembers(JsonWriter &json, const AnalyticsRecord &record);

} // namespace gw::telemetry
