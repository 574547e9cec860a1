// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/engine_port.h"

#include <map>
#include <optional>

namespace gw::control::testing {

// An engine that keeps definitions in memory and does what a test tells it. Thread: control.
class FakeEngine final : public EnginePort {
public:
    bool stopping = false;
    bool fileServed = true;
    bool loaded = true;
    bool tracing = false;
    bool watching = false;
    bool writeFails = false;
    bool removeFails = false;
    bool debugFails = false;
    bool debugIsSilent = false; // never calls back
    std::string refusalText;
    runtime::ReloadReport report;
    std::vector<BundleRow> bundleRows;
    std::vector<PluginRow> rows;
    std::vector<runtime::StuckHook> stuck;
    runtime::EngineCounters figures;
    runtime::RecordBatch records;
    std::map<std::string, runtime::StoredDefinition> stored;
    std::optional<runtime::DebugRequest> debugged;
    int reloads = 0;
    std::map<int, std::function<void(const runtime::RecordBatch &)>> recordListeners;
    std::map<int, std::function<void(const runtime::ReloadReport &)>> reloadListeners;
    std::map<int, std::function<void(const runtime::PluginEvent &)>> pluginListeners;
    runtime::PauseDesk desk;
    std::string refusal; // why plugin files cannot be used

    void store(const std::string &apiId, const std::string &text);

    bool isStopping() const override { return stopping; }
    bool hadSuccessfulLoad() const override { return loaded; }
    runtime::ReloadReport reload() override;
    const runtime::ReloadReport &lastReport() const override { return report; }
    std::vector<runtime::StoredDefinition> definitions() const override;
    Expected<runtime::StoredDefinition> definition(std::string_view apiId) const override;
    bool isFileServed(const runtime::StoredDefinition &) const override { return fileServed; }
    Expected<void> checkDefinition(std::string_view apiId, std::string_view text) const override;
    Expected<runtime::ReloadReport> writeDefinition(std::string_view apiId,
                                                    std::string_view text) override;
    Expected<runtime::ReloadReport> removeDefinition(std::string_view apiId) override;
    void debug(runtime::DebugRequest request,
               std::function<void(Expected<runtime::DebugResult>)> whenDone) override;
    std::vector<PluginRow> plugins() const override { return rows; }
    std::vector<BundleRow> bundles() const override { return bundleRows; }
    Expected<runtime::PluginSwap> reloadPlugin(std::string_view path) override;
    Expected<runtime::PluginSwap> rollBackPlugin(std::string_view path,
                                                 std::uint64_t generation) override;
    std::vector<plugin::PluginGeneration> pluginGenerations(std::string_view path) const override;
    Expected<runtime::InspectedPlugin> inspectPlugin(std::string_view path) override;
    std::vector<runtime::StuckHook> stuckHooks() const override { return stuck; }
    void setPluginWatch(bool isOn) override { watching = isOn; }
    bool isWatchingPlugins() const override { return watching; }
    int addPluginListener(std::function<void(const runtime::PluginEvent &)> listener) override;
    void removePluginListener(int id) override { pluginListeners.erase(id); }
    runtime::EngineCounters counters() const override { return figures; }
    runtime::PauseDesk *pauses() override { return &desk; }
    void setTracing(bool isOn) override { tracing = isOn; }
    bool isTracing() const override { return tracing; }
    runtime::RecordBatch recentRecords() const override { return records; }
    int addRecordListener(std::function<void(const runtime::RecordBatch &)> listener) override;
    void removeRecordListener(int id) override { recordListeners.erase(id); }
    int addReloadListener(std::function<void(const runtime::ReloadReport &)> listener) override;
    void removeReloadListener(int id) override { reloadListeners.erase(id); }

private:
    int m_lastListener = 0;
};

// A record with one traced step that added a header.
[[nodiscard]] std::shared_ptr<telemetry::AnalyticsRecord> tracedRecord(std::uint64_t sequence);

[[nodiscard]] runtime::ApiReport apiReport(const std::string &apiId, runtime::ApiState state,
                                           std::vector<std::string> problems = {});

} // namespace gw::control::testing
