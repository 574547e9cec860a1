// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "runtime/engine_counters.h"
#include "runtime/engine_options.h"
#include "runtime/inspected_plugin.h"
#include "runtime/own_services.h"
#include "runtime/plugin_event.h"
#include "runtime/plugin_swap.h"
#include "runtime/reload_report.h"
#include "shipping/record_file.h"
#include "telemetry/analytics_record.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gw {
class Log;
}
namespace gw::bundle {
struct BundleReport;
}

namespace gw::plugin {
class PluginCatalog;
struct PluginGeneration;
} // namespace gw::plugin
namespace gw::spec {
struct GatewayConfig;
}

namespace gw::runtime {

// A definition as it lies in the workspace.
struct StoredDefinition {
    std::string apiId;
    std::string file;
    std::string text;
    std::string etag; // SHA-256 of the text, hex
};

// POST /tyk/debug: one request through the chain of a definition that is not published (reference
// G10).
struct DebugRequest {
    std::string definitionJson;
    std::string method;
    std::string path; // behind the definition's listen path
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct DebugResult {
    std::string requestDump;           // HTTP/1.1 wire form as it went upstream
    std::string responseDump;          // HTTP/1.1 wire form as the client would get it
    std::vector<std::string> logLines; // JSON, one entry each; may be empty
    std::vector<std::string> problems; // of the definition, one line each
    std::unique_ptr<telemetry::AnalyticsRecord> record; // with trace
};

using shipping::RecordBatch;

class PauseDesk;

// The gateway: workers, the snapshot they serve, and what feeds it. Thread: control (the thread
// that made it, with a Qt event loop).
class Engine final : public QObject {
    Q_OBJECT

public:
    // Makes the engine's own services (control API, hello, metrics) for a worker; called once on
    // the thread of each worker that serves them, which also destroys them.
    using ServiceFactory = std::function<std::unique_ptr<OwnServices>(int workerIndex)>;

    Engine(EngineOptions options, std::shared_ptr<const spec::GatewayConfig> config, Log &log);
    ~Engine() override; // stop() without waiting for requests

    void setServices(ServiceFactory factory); // before start()

    // Loads the workspace and starts the workers. Returns when every worker accepts. Broken
    // definitions do not fail it (see lastReport()); an address that cannot be bound does.
    [[nodiscard]] Expected<void> start();
    // Stops accepting; calls back when the last request is done, or at the deadline.
    void stop(std::chrono::milliseconds deadline, std::function<void()> whenStopped);
    // Ends the workers at once, and with them what setServices() made for them: before anything
    // dies that those services use.
    // False: a hook has not returned; only ending the process gets rid of it.
    bool endWorkers();
    [[nodiscard]] bool isStopping() const;
    // Bound addresses: "127.0.0.1:8080".
    [[nodiscard]] std::vector<std::string> addresses() const;
    [[nodiscard]] std::string controlAddress() const;
    [[nodiscard]] int workerCount() const; // of traffic

    // Reads the workspace again, builds a snapshot aside and publishes it: each worker takes it
    // before its next request. Requests under way end on the old one.
    ReloadReport reload();
    [[nodiscard]] const ReloadReport &lastReport() const;
    [[nodiscard]] bool hadSuccessfulLoad() const;

    // Definitions on disk, by API id. Writing checks, builds, writes durably, publishes; a failure
    // at any point leaves file and traffic as they were.
    [[nodiscard]] std::vector<StoredDefinition> definitions() const;
    // Also finds one that is too broken to be served: its text may be no JSON.
    [[nodiscard]] Expected<StoredDefinition> definition(std::string_view apiId) const;
    // False where the file of the API holds something else than what is served, or is gone.
    [[nodiscard]] bool isFileServed(const StoredDefinition &served) const;
    // Why writeDefinition() would refuse the text, without writing anything.
    [[nodiscard]] Expected<void> checkDefinition(std::string_view apiId,
                                                 std::string_view text) const;
    [[nodiscard]] Expected<ReloadReport> writeDefinition(std::string_view apiId,
                                                         std::string_view text);
    [[nodiscard]] Expected<ReloadReport> removeDefinition(std::string_view apiId);

    // Calls back on the control thread.
    void debug(DebugRequest request, std::function<void(Expected<DebugResult>)> whenDone);

    [[nodiscard]] plugin::PluginCatalog &plugins();
    // Bundles that definitions name.
    [[nodiscard]] std::vector<bundle::BundleReport> bundles() const;
    // The APIs that name a bundle, and the version that each of them serves.
    using BundleUsers = std::map<std::string, std::map<std::string, std::string>>;
    [[nodiscard]] BundleUsers bundleUsers() const;
    // Ids of the APIs whose definitions name a hook, by path (as the catalog reports it) and
    // symbol.
    using HookUsers = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;
    [[nodiscard]] HookUsers hookUsers() const;
    // Loads what lies under a plugin path and publishes it to the APIs that name it; definitions
    // are not read again. A file that is not as good as what serves is refused: then
    // change.outcome tells why, and the old goes on. path: as the catalog reports it, or relative
    // to the workspace. Fails for a path that no API names.
    [[nodiscard]] Expected<PluginSwap> reloadPlugin(std::string_view path);
    // Publishes an earlier generation, which stays until the file's content changes. 0: the one
    // before. Fails, and changes nothing, when it cannot serve.
    [[nodiscard]] Expected<PluginSwap> rollBackPlugin(std::string_view path,
                                                      std::uint64_t generation);
    // The generations of a path that can be told of; empty for a path that no API names.
    [[nodiscard]] std::vector<plugin::PluginGeneration>
    pluginGenerations(std::string_view path) const;
    // Reads what lies under a path, as definitions name it, without running any of it. Fails for
    // one that is neither in the workspace nor named by a definition in force.
    [[nodiscard]] Expected<InspectedPlugin> inspectPlugin(std::string_view path);
    // Whether plugin files are loaded as soon as they have changed and come to rest.
    void setPluginWatch(bool isOn);
    [[nodiscard]] bool isWatchingPlugins() const;
    // Hooks that do not give their thread back, now.
    [[nodiscard]] std::vector<StuckHook> stuckHooks() const;
    [[nodiscard]] EngineCounters counters() const;
    // A call of the control API was answered; for instrumentation.
    void noteControlCall(int status, std::chrono::nanoseconds time);

    // Traces of requests; off costs one relaxed load a step.
    void setTracing(bool isOn);
    [[nodiscard]] bool isTracing() const;
    // Breakpoints, and the requests that wait at them.
    [[nodiscard]] PauseDesk &pauses();
    // Records are made while analytics is enabled or somebody listens; the last kRecentRecords are
    // kept.
    static constexpr std::size_t kRecentRecords = 1000;
    [[nodiscard]] RecordBatch recentRecords() const;
    // Called on the control thread, some times a second while there are records.
    int addRecordListener(std::function<void(const RecordBatch &)> listener);
    void removeRecordListener(int id);
    // Called on the control thread after every load, reload or edit.
    int addReloadListener(std::function<void(const ReloadReport &)> listener);
    void removeReloadListener(int id);
    // Called on the control thread when a plugin path is swapped, refused or rolled back, and when
    // a hook is stuck or has returned.
    int addPluginListener(std::function<void(const PluginEvent &)> listener);
    void removePluginListener(int id);

private:
    void startWatchdog();
    void onStuck(const StuckHook &hook);
    void onReturned(const StuckHook &hook);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw::runtime
