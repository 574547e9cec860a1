// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/analytics_record.h"

namespace gw::telemetry {

// What a record still lacks when it leaves the worker, because it costs time that a worker does not
// have: the hash of its key, the tags of key, organisation and API, and base64 around rawRequest
// and rawResponse, which hold plain bytes until then. To be called once. Thread: the one that owns
// the record.
void completeRecord(AnalyticsRecord &record);

} // namespace gw::telemetry
