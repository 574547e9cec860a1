// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "client/engine_values.h"
#include "client/traffic_record.h"

#include <QByteArray>
#include <QJsonObject>

namespace gw::client {

// From the control API's JSON to values. A member that is missing keeps its value's default, so
// that a console can talk to an older engine.
[[nodiscard]] ReloadReport reloadReportOf(const QJsonObject &json);
[[nodiscard]] ApiReport apiReportOf(const QJsonObject &json);
[[nodiscard]] QList<PluginHook> pluginHooksOf(const QJsonObject &json); // {"plugins":[...]}
[[nodiscard]] QList<StuckHook> stuckHooksOf(const QJsonObject &json);   // {"stuck":[...]}
[[nodiscard]] QList<TrafficRecord> trafficOf(const QJsonObject &json);  // {"records":[...]}
[[nodiscard]] QList<TraceStep> traceOf(const QJsonArray &json);
[[nodiscard]] QList<LogLine> logLinesOf(const QJsonObject &json); // {"lines":[...]}
[[nodiscard]] EngineMetrics metricsOf(const QJsonObject &json);

// Fails for text that is not a JSON object.
[[nodiscard]] Expected<QJsonObject> objectOf(const QByteArray &text);

} // namespace gw::client
