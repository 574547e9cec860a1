// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "bundle/bundle_catalog.h"
#include "plugin/memory_store.h"
#include "plugin/plugin_catalog.h"
#include "plugin/plugin_inspector.h"
#include "plugin/plugin_metrics.h"
#include "plugin/suspended_calls.h"
#include "runtime/engine.h"
#include "runtime/hook_loader.h"
#include "runtime/host_checker.h"
#include "runtime/listener_list.h"
#include "runtime/pause_desk.h"
#include "runtime/plugin_watcher.h"
#include "runtime/record_desk.h"
#include "runtime/service_client.h"
#include "runtime/service_ports.h"
#include "runtime/session_table.h"
#include "runtime/snapshot_builder.h"
#include "runtime/stand_ins.h"
#include "runtime/thread_pool.h"
#include "runtime/watchdog.h"
#include "runtime/worker.h"
#include "shipping/statsd_shipper.h"
#include "spec/definition_schema.h"
#include "telemetry/event_names.h"

namespace gw::runtime {

// What an engine is made of. Thread: control.
struct Engine::Private {
    Private(EngineOptions engineOptions, std::shared_ptr<const spec::GatewayConfig> gatewayConfig,
            Log &engineLog);

    [[nodiscard]] Expected<void> prepareTls();
    // One set of listening sockets for each worker of traffic, all bound to the same addresses, and
    // one for the worker of the services.
    [[nodiscard]] Expected<std::vector<std::vector<WorkerSocket>>> bindSockets(int workerCount);
    // Where definitions are served that name no other port: as bound, and as the settings say.
    [[nodiscard]] std::vector<std::uint16_t> ownPorts() const;
    // Behind the workers' start.
    void startShipper();
    // engine_bundles.cpp
    [[nodiscard]] static bundle::BundleCatalog::Settings
    bundleSettings(const EngineOptions &options, const spec::GatewayConfig &config);
    // See Engine::reload(). Refresh: new versions of bundles are looked for too; they are published
    // by themselves when they are there.
    enum class Bundles : std::uint8_t { Refresh, AsTheyAre };
    ReloadReport load(Bundles bundlesToUse);
    // Looks for new versions of the bundles that the definitions name; waits only at a start.
    void refreshBundles(const std::vector<spec::StoredDefinition> &files);
    void keepBundlesInUse();

    void publish(BuiltSnapshot built, Clock::time_point started);
    // The folder cannot be read: everything stays as it is.
    [[nodiscard]] ReloadReport refuseReload(const Error &error);
    void logReport() const;
    [[nodiscard]] std::vector<StoredDefinition> storedDefinitions() const;
    // The file that the next load serves the API from; of one that nothing can serve, the file that
    // is to be mended. Fails when no file holds it.
    [[nodiscard]] Expected<spec::StoredDefinition> fileOf(std::string_view apiId) const;
    // engine_plugins.cpp
    [[nodiscard]] plugin::PluginCatalog::IsNamed
    isNamedIn(const std::vector<spec::StoredDefinition> &files) const;
    [[nodiscard]] plugin::PluginCatalog::IsNamed isNamedNow() const;
    [[nodiscard]] std::vector<std::string> apisNaming(const std::string &path) const;
    void settlePlugins(const std::vector<plugin::PluginChange> &changes);
    [[nodiscard]] PluginSwap publishSwap(plugin::PluginChange change, Clock::time_point started);
    [[nodiscard]] EngineCounters sumCounters() const;

    const EngineOptions options;
    const std::shared_ptr<const spec::GatewayConfig> config;
    Log &log;

    std::shared_ptr<const spec::DefinitionSchema> schema;
    spec::DefinitionFolder folder;
    plugin::MemoryStore store;
    SessionTable sessions;
    ServiceClient serviceCaller;
    plugin::PluginMetrics pluginMetrics;
    plugin::SuspendedCalls suspended;
    plugin::PluginCatalog plugins;
    plugin::PluginInspector inspector;
    HookLoader hooks;
    PluginWatcher watcher;
    bundle::BundleCatalog bundles;
    upstream::HostHealth health;
    telemetry::EventNames eventNames;
    SnapshotBuilder builder;
    HostChecker hostChecker;
    ThreadPool blocking;
    PauseDesk pauses;
    WorkerShared shared;
    RecordDesk records;
    std::vector<std::unique_ptr<Worker>> workers; // behind all that they use; the last: services
    StandIns standIns{workers, log};
    ServicePorts servicePorts{workers, standIns};
    Watchdog watchdog;                                // looks into workers and pool
    std::unique_ptr<shipping::StatsdShipper> shipper; // null: no instrumentation

    std::shared_ptr<const Snapshot> snapshot;
    ReloadReport report;
    std::string tlsProblem; // of certificates that nothing needs so far
    std::vector<std::string> addresses;
    std::string controlAddress;
    bool isStopping = false;
    bool hasStuckHook = false; // a hook did not return when the workers ended
    bool hasLoaded = false;    // the folder could be read once; an empty snapshot is there before
    Clock::time_point startedAt;

    ListenerList<const ReloadReport &> reloadListeners;
    ListenerList<const PluginEvent &> pluginListeners;
};

} // namespace gw::runtime
