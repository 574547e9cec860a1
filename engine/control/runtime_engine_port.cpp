// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/runtime_engine_port.h"

#include "plugin/plugin_catalog.h"
#include "plugin/plugin_manifest.h"

#include <QPointer>

namespace gw::control {

namespace {

PluginRow pluginRow(const plugin::PluginReport &report)
{
    PluginRow row;
    row.path = report.path;
    row.file = report.file;
    row.symbol = report.symbol;
    row.kind = plugin::kindNames(plugin::kindBit(report.kind));
    row.abi = report.abi;
    row.sha256 = report.sha256;
    row.buildId = report.buildId;
    row.generation = report.generation;
    row.isRolledBack = report.isRolledBack;
    row.isLoaded = report.isLoaded;
    row.isBlocking = (report.flags & GW_BLOCKING) != 0;
    row.reason = report.reason;
    row.calls = report.totals.calls;
    row.failures = report.totals.errors;
    row.stuck = report.totals.stuck;
    row.time = report.totals.time;
    row.buckets = report.totals.buckets;
    return row;
}

class RuntimeEnginePort final : public EnginePort {
public:
    explicit RuntimeEnginePort(runtime::Engine &engine)
        : m_engine(engine)
        , m_isAlive(&engine)
    {
    }

    bool isStopping() const override { return m_engine.isStopping(); }
    bool hadSuccessfulLoad() const override { return m_engine.hadSuccessfulLoad(); }

    runtime::ReloadReport reload() override { return m_engine.reload(); }
    const runtime::ReloadReport &lastReport() const override { return m_engine.lastReport(); }

    std::vector<runtime::StoredDefinition> definitions() const override
    {
        return m_engine.definitions();
    }
    bool isFileServed(const runtime::StoredDefinition &served) const override
    {
        return m_engine.isFileServed(served);
    }
    Expected<runtime::StoredDefinition> definition(std::string_view apiId) const override
    {
        return m_engine.definition(apiId);
    }
    Expected<void> checkDefinition(std::string_view apiId, std::string_view text) const override
    {
        return m_engine.checkDefinition(apiId, text);
    }
    Expected<runtime::ReloadReport> writeDefinition(std::string_view apiId,
                                                    std::string_view text) override
    {
        return m_engine.writeDefinition(apiId, text);
    }
    Expected<runtime::ReloadReport> removeDefinition(std::string_view apiId) override
    {
        return m_engine.removeDefinition(apiId);
    }
    void debug(runtime::DebugRequest request,
               std::function<void(Expected<runtime::DebugResult>)> whenDone) override
    {
        m_engine.debug(std::move(request), std::move(whenDone));
    }

    std::vector<PluginRow> plugins() const override;
    std::vector<BundleRow> bundles() const override;
    Expected<runtime::PluginSwap> reloadPlugin(std::string_view path) override
    {
        return m_engine.reloadPlugin(path);
    }
    Expected<runtime::PluginSwap> rollBackPlugin(std::string_view path,
                                                 std::uint64_t generation) override
    {
        return m_engine.rollBackPlugin(path, generation);
    }
    std::vector<plugin::PluginGeneration> pluginGenerations(std::string_view path) const override
    {
        return m_engine.pluginGenerations(path);
    }
    Expected<runtime::InspectedPlugin> inspectPlugin(std::string_view path) override
    {
        return m_engine.inspectPlugin(path);
    }
    std::vector<runtime::StuckHook> stuckHooks() const override { return m_engine.stuckHooks(); }
    void setPluginWatch(bool isOn) override { m_engine.setPluginWatch(isOn); }
    bool isWatchingPlugins() const override { return m_engine.isWatchingPlugins(); }
    int addPluginListener(std::function<void(const runtime::PluginEvent &)> listener) override
    {
        return m_engine.addPluginListener(std::move(listener));
    }
    void removePluginListener(int id) override
    {
        if (!m_isAlive.isNull()) {
            m_engine.removePluginListener(id);
        }
    }
    runtime::EngineCounters counters() const override { return m_engine.counters(); }

    void noteControlCall(int status, std::chrono::nanoseconds time) override
    {
        m_engine.noteControlCall(status, time);
    }

    runtime::PauseDesk *pauses() override
    {
        return m_isAlive.isNull() ? nullptr : &m_engine.pauses();
    }

    void setTracing(bool isOn) override { m_engine.setTracing(isOn); }
    bool isTracing() const override { return m_engine.isTracing(); }
    runtime::RecordBatch recentRecords() const override { return m_engine.recentRecords(); }
    int addRecordListener(std::function<void(const runtime::RecordBatch &)> listener) override
    {
        return m_engine.addRecordListener(std::move(listener));
    }
    void removeRecordListener(int id) override
    {
        if (!m_isAlive.isNull()) {
            m_engine.removeRecordListener(id);
        }
    }
    int addReloadListener(std::function<void(const runtime::ReloadReport &)> listener) override
    {
        return m_engine.addReloadListener(std::move(listener));
    }
    void removeReloadListener(int id) override
    {
        if (!m_isAlive.isNull()) {
            m_engine.removeReloadListener(id);
        }
    }

private:
    runtime::Engine &m_engine;
    QPointer<runtime::Engine> m_isAlive; // null after the engine's death
};

std::vector<PluginRow> RuntimeEnginePort::plugins() const
{
    std::vector<PluginRow> rows;
    const runtime::Engine::HookUsers users = m_engine.hookUsers();
    for (const plugin::PluginReport &report : m_engine.plugins().list()) {
        PluginRow &row = rows.emplace_back(pluginRow(report));
        if (const auto place = users.find({report.key, report.symbol}); place != users.end()) {
            row.users = place->second;
        }
    }
    return rows;
}

std::vector<BundleRow> RuntimeEnginePort::bundles() const
{
    std::vector<BundleRow> rows;
    const runtime::Engine::BundleUsers users = m_engine.bundleUsers();
    for (bundle::BundleReport &report : m_engine.bundles()) {
        BundleRow &row = rows.emplace_back();
        if (const auto place = users.find(report.name); place != users.end()) {
            row.users = place->second;
        }
        row.report = std::move(report);
    }
    return rows;
}

} // namespace

std::unique_ptr<EnginePort> makeEnginePort(runtime::Engine &engine)
{
    return std::make_unique<RuntimeEnginePort>(engine);
}

} // namespace gw::control
