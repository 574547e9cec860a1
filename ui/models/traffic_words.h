// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QList>
#include <QStringList>

namespace gw::models {

class TrafficModel;

// Terms of the filter language that fit what is there: the fixed ones, then the APIs and the hooks
// of the engine, then methods and keys of the newest rows that are shown. Thread: GUI.
[[nodiscard]] QStringList trafficWords(const TrafficModel &traffic,
                                       const QList<client::ApiReport> &apis,
                                       const QList<client::PluginHook> &hooks);

} // namespace gw::models
