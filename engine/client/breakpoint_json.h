// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"

#include <QJsonObject>

namespace gw::client {

// As json_values.h: a member that is missing keeps its value's default.
[[nodiscard]] Breakpoint breakpointOf(const QJsonObject &json);
[[nodiscard]] QJsonObject jsonOf(const Breakpoint &breakpoint);
[[nodiscard]] QJsonObject jsonOf(const BreakpointRules &rules);
[[nodiscard]] BreakpointState breakpointStateOf(const QJsonObject &json);
[[nodiscard]] PausedRequest pausedRequestOf(const QJsonObject &json);
[[nodiscard]] QList<PausedRequest> pausedRequestsOf(const QJsonObject &json); // {"paused":[...]}
[[nodiscard]] QJsonObject jsonOf(const Release &release);

} // namespace gw::client
