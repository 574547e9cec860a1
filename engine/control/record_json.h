// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_writer.h"
#include "base/log.h"
#include "control/engine_port.h"

// The engine's values as JSON, one spelling for routes, events and debug. Member names are Tyk's
// where Tyk has them, snake_case otherwise; times in "..._ns", "..._us" or RFC 3339.
namespace gw::control {

// An analytics record with its trace. A record without a trace has no member "trace".
void writeRecord(JsonWriter &json, const telemetry::AnalyticsRecord &record);

// The steps of a trace as an array.
void writeTrace(JsonWriter &json, const telemetry::Trace &trace);

void writeApiReport(JsonWriter &json, const runtime::ApiReport &report);

// Members "generation", "duration_us", "failures" and "apis" of an object that the caller has
// begun.
void writeReloadMembers(JsonWriter &json, const runtime::ReloadReport &report);

void writePlugin(JsonWriter &json, const PluginRow &row);
// "loaded", "kept_old": the file's newer content cannot be used, or "failed".
[[nodiscard]] std::string_view stateOf(const PluginRow &row);

// Members of an object that the caller has begun, from "path" to "hooks".
void writePluginChange(JsonWriter &json, const plugin::PluginChange &change);
void writeGeneration(JsonWriter &json, const plugin::PluginGeneration &generation);
// Members of an object that the caller has begun, from "path" to "worker".
void writeStuckHook(JsonWriter &json, const runtime::StuckHook &hook);
void writePluginEvent(JsonWriter &json, const runtime::PluginEvent &event);

void writeCounters(JsonWriter &json, const runtime::EngineCounters &counters);

void writeLogRecord(JsonWriter &json, const LogRecord &record);

// How many APIs of the report do not serve what their file says.
[[nodiscard]] std::size_t failureCount(const runtime::ReloadReport &report);

} // namespace gw::control
