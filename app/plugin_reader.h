// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "plugin/plugin_inspector.h"

#include <optional>
#include <string>

namespace gw::app {

// Tells editors what plugin files export, without running any of their code. A file that has not
// changed is read once. Thread: any.
class PluginReader final {
public:
    // Nothing when there is no such file.
    [[nodiscard]] std::optional<editing::PluginFacts> read(const std::string &file);

private:
    plugin::PluginInspector m_inspector;
};

} // namespace gw::app
