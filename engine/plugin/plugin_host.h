// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_metrics.h"
#include "plugin/service_caller.h"
#include "request/services.h"

#include <gatewright/plugin.h>

#include <atomic>
#include <string>

namespace gw {
class Log;
}

namespace gw::plugin {

class SuspendedCalls;

// What the engine lends to plugins. Outlives them all. Thread: any.
struct PluginServices {
    Log &log;
    request::KeyValueStore &store;
    PluginMetrics &metrics;
    SuspendedCalls &suspended;
    ServiceCaller *caller = nullptr; // null: calls to other services are not offered
};

// The host table that one library is given, and what its functions need to know of the library.
struct PluginHost final : gw_host {
    PluginHost(const PluginServices &ownServices, std::string ownPath);
    PluginHost(const PluginHost &) = delete;
    PluginHost &operator=(const PluginHost &) = delete;

    [[nodiscard]] static const PluginHost &of(const gw_host *host)
    {
        return *static_cast<const PluginHost *>(host);
    }

    const PluginServices services;
    const std::string path;          // as in the API definition
    mutable std::string initFailure; // why gw_plugin_init is about to fail. Thread: init's
    mutable std::atomic<bool> isInitialising{false}; // gw_plugin_init runs
};

// Each fills the functions of one topic.
void addRequestFunctions(gw_host &host);
void addFieldFunctions(gw_host &host);
void addBodyFunctions(gw_host &host);
void addSessionFunctions(gw_host &host);
void addApiFunctions(gw_host &host);
void addRecordFunctions(gw_host &host);
void addWaitingFunctions(gw_host &host);
void addLibraryFunctions(gw_host &host);

} // namespace gw::plugin
