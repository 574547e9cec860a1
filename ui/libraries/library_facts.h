// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "editing/diagnostics.h"

#include <QList>
#include <QString>

#include <optional>

namespace gw::session {
class EngineSession;
}

namespace gw::libraries {

// Those that the engine calls, or would call.
[[nodiscard]] QList<client::PluginHook> hooksOf(const session::EngineSession &session,
                                                const QString &library);

// What is known of a library, as HTML in the colours of the scheme: its state, its users as links
// by their ids, and what its file exports.
[[nodiscard]] QString libraryFacts(const session::EngineSession &session, const QString &library,
                                   const std::optional<editing::PluginFacts> &exported);

} // namespace gw::libraries
