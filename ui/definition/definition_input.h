// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "editing/diagnostics.h"

#include <QString>

namespace gw::definition {

// What a definition is judged by beside its text, the same for one in a page and one on the disk.

// What a plugin file holds, by its path on the disk. Any thread; may be empty.
using PluginFiles = std::function<std::optional<editing::PluginFacts>(const std::string &file)>;

// By the paths that definitions of this workspace name; empty when either is.
[[nodiscard]] editing::PluginLookup pluginLookup(const QString &workspace,
                                                 const PluginFiles &plugins);

// What others must keep clear of.
[[nodiscard]] std::shared_ptr<const spec::ApiDefinition>
servedPlace(const client::ApiReport &report);

} // namespace gw::definition
