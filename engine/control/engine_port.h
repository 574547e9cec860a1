// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle_catalog.h"
#include "plugin/plugin_catalog.h"
#include "runtime/engine.h"
#include "runtime/pause_desk.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gw::control {

// One hook of a plugin file as the control API tells it.
struct PluginRow {
    std::string path; // as the API definitions name it
    std::string file; // where that led to
    std::string symbol;
    std::string kind; // "request", "response", "analytics"
    std::string abi;  // version of the plugin interface that the file was built for
    std::string sha256;
    std::string buildId;
    std::uint64_t generation = 0; // grows with each new content of the file
    bool isRolledBack = false;    // the file holds a later generation
    bool isLoaded = false;
    bool isBlocking = false; // runs on the blocking pool
    std::string reason;      // why it, or the file's newer content, is not loaded; empty otherwise
    std::vector<std::string> users; // ids of the APIs that call it
    std::uint64_t calls = 0;
    std::uint64_t failures = 0;
    std::uint64_t stuck = 0; // times that it did not give its thread back in time
    telemetry::Histogram::Summary time;
    std::vector<plugin::HookStats::Bucket> buckets; // of time, cumulative
};

// One bundle as the control API tells it.
struct BundleRow {
    bundle::BundleReport report;
    std::map<std::string, std::string> users; // SHA-256 of the version that serves, by API id
};

// What the control API asks of the engine: a narrow door, so that the routes can be tested without
// one. The functions mean what they mean in runtime::Engine. Thread: control.
class EnginePort {
public:
    virtual ~EnginePort() = default;

    [[nodiscard]] virtual bool isStopping() const = 0;
    [[nodiscard]] virtual bool hadSuccessfulLoad() const = 0;

    virtual runtime::ReloadReport reload() = 0;
    [[nodiscard]] virtual const runtime::ReloadReport &lastReport() const = 0;

    [[nodiscard]] virtual std::vector<runtime::StoredDefinition> definitions() const = 0;
    [[nodiscard]] virtual Expected<runtime::StoredDefinition>
    definition(std::string_view apiId) const = 0;
    // False where the file of the API holds something else than what is served.
    [[nodiscard]] virtual bool isFileServed(const runtime::StoredDefinition &served) const = 0;
    // Fails when the definition cannot be served, so that it must not be written (reference C7).
    [[nodiscard]] virtual Expected<void> checkDefinition(std::string_view apiId,
                                                         std::string_view text) const = 0;
    [[nodiscard]] virtual Expected<runtime::ReloadReport>
    writeDefinition(std::string_view apiId, std::string_view text) = 0;
    [[nodiscard]] virtual Expected<runtime::ReloadReport>
    removeDefinition(std::string_view apiId) = 0;

    virtual void debug(runtime::DebugRequest request,
                       std::function<void(Expected<runtime::DebugResult>)> whenDone) = 0;

    [[nodiscard]] virtual std::vector<PluginRow> plugins() const = 0;
    [[nodiscard]] virtual std::vector<BundleRow> bundles() const = 0;
    [[nodiscard]] virtual Expected<runtime::PluginSwap> reloadPlugin(std::string_view path) = 0;
    [[nodiscard]] virtual Expected<runtime::PluginSwap>
    rollBackPlugin(std::string_view path, std::uint64_t generation) = 0;
    [[nodiscard]] virtual std::vector<plugin::PluginGeneration>
    pluginGenerations(std::string_view path) const = 0;
    [[nodiscard]] virtual Expected<runtime::InspectedPlugin>
    inspectPlugin(std::string_view path) = 0;
    [[nodiscard]] virtual std::vector<runtime::StuckHook> stuckHooks() const = 0;
    virtual void setPluginWatch(bool isOn) = 0;
    [[nodiscard]] virtual bool isWatchingPlugins() const = 0;
    virtual int addPluginListener(std::function<void(const runtime::PluginEvent &)> listener) = 0;
    virtual void removePluginListener(int id) = 0;
    [[nodiscard]] virtual runtime::EngineCounters counters() const = 0;

    // For instrumentation.
    virtual void noteControlCall(int, std::chrono::nanoseconds) {}

    // Null after the engine's death.
    [[nodiscard]] virtual runtime::PauseDesk *pauses() = 0;

    virtual void setTracing(bool isOn) = 0;
    [[nodiscard]] virtual bool isTracing() const = 0;
    [[nodiscard]] virtual runtime::RecordBatch recentRecords() const = 0;
    virtual int addRecordListener(std::function<void(const runtime::RecordBatch &)> listener) = 0;
    virtual void removeRecordListener(int id) = 0;
    virtual int addReloadListener(std::function<void(const runtime::ReloadReport &)> listener) = 0;
    virtual void removeReloadListener(int id) = 0;
};

} // namespace gw::control
