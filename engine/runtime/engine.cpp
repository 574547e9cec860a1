// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/engine.h"

#include "base/log.h"
#include "net/address.h"
#include "net/socket.h"
#include "runtime/engine_parts.h"
#include "spec/gateway_config.h"

#include <QTimer>

#include <algorithm>
#include <filesystem>
#include <thread>

namespace gw::runtime {

namespace {

using namespace std::chrono_literals;

// Longer than a worker waits for hooks that are at work in other threads.
constexpr auto kEndPatience = 4s;

int workerCountFor(int asked)
{
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

Engine::Engine(EngineOptions options, std::shared_ptr<const spec::GatewayConfig> config, Log &log)
    : d(std::make_unique<Private>(std::move(options), std::move(config), log))
{
    d->watcher.setAction([this](const std::string &path) {
        if (const auto swapped = reloadPlugin(path); !swapped) {
            d->log.warning(swapped.error().text(), {{"prefix", "plugin"}});
        }
    });
    connect(&d->bundles, &bundle::BundleCatalog::changed, this,
            [this] { d->load(Private::Bundles::AsTheyAre); });
}

Engine::~Engine()
{
    if (!endWorkers()) {
        static_cast<void>(d.release()); // a hook may still use all of it
    }
}

bool Engine::endWorkers()
{
    d->watchdog.stop();
    for (const auto &worker : d->workers) {
        worker->quit();
    }
    const Clock::time_point deadline = Clock::now() + kEndPatience;
    for (auto &worker : d->workers) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (!worker->end(std::max(left, 0ms))) {
            d->hasStuckHook = true;
        }
        if (!worker->hasEnded()) {
            d->log.error("A plugin hook has not returned; its worker is given up",
                         {{"prefix", "main"}});
            static_cast<void>(worker.release()); // its thread runs in it
        }
    }
    d->shipper.reset();
    if (!d->records.finish()) { // what the workers have left behind
        d->hasStuckHook = true;
    }
    d->workers.clear();
    d->hasStuckHook = d->hasStuckHook || d->plugins.hasStuckInit();
    return !d->hasStuckHook;
}

void Engine::setServices(ServiceFactory factory)
{
    d->shared.services = std::move(factory);
}

Expected<void> Engine::start()
{
    if (auto prepared = d->prepareTls(); !prepared) {
        return tl::unexpected(prepared.error());
    }
    if (auto opened =
            d->records.open(*d->config, {d->options.stateFolder, d->options.workspaceFolder});
        !opened) {
        return opened;
    }
    const int count = workerCountFor(d->options.workers);
    auto sockets = d->bindSockets(count);
    if (!sockets) {
        return tl::unexpected(sockets.error());
    }
    const net::Address own = net::boundAddress(sockets->front().front().descriptor.get());
    d->builder.setOwnPorts(d->ownPorts());
    d->servicePorts.setUp({own.family() == AF_INET6 ? "[" + own.hostText() + "]" : own.hostText(),
                           static_cast<std::size_t>(count), d->tlsProblem});
    reload();
    for (int i = 0; i <= count; ++i) {
        const WorkerRole role = i < count ? WorkerRole::Traffic : WorkerRole::Services;
        d->workers.push_back(std::make_unique<Worker>(i, d->shared, role));
        d->workers.back()->start(std::move((*sockets)[static_cast<std::size_t>(i)]), d->snapshot);
    }
    d->servicePorts.handOver();
    d->startedAt = Clock::now();
    std::vector<telemetry::RecordRing *> rings;
    for (const auto &worker : d->workers) {
        rings.push_back(&worker->records());
    }
    d->records.start(std::move(rings));
    d->startShipper();
    startWatchdog();
    setPluginWatch(d->config->gatewright.pluginWatch);
    return {};
}

void Engine::stop(std::chrono::milliseconds deadline, std::function<void()> whenStopped)
{
    if (d->isStopping) {
        return;
    }
    d->isStopping = true;
    d->pauses.stop();
    d->watcher.stop();
    auto open = std::make_shared<std::size_t>(d->workers.size());
    auto isDone = std::make_shared<bool>(false);
    const auto finish = [isDone, whenStopped = std::move(whenStopped)] {
        if (!std::exchange(*isDone, true)) {
            whenStopped();
        }
    };
    for (const StuckHook &hook : d->watchdog.stuck()) {
        const auto index = static_cast<std::size_t>(hook.worker); // huge for the pool's -1
        if (index < d->workers.size()) {
            d->workers[index]->refuseConnections();
        }
    }
    for (const auto &worker : d->workers) {
        worker->drain([this, open, finish] {
            QMetaObject::invokeMethod(
                this,
                [open, finish] {
                    if (--*open == 0) {
                        finish();
                    }
                },
                Qt::QueuedConnection);
        });
    }
    QTimer::singleShot(deadline, this, finish);
}

bool Engine::isStopping() const
{
    return d->isStopping;
}

std::vector<std::string> Engine::addresses() const
{
    return d->addresses;
}

std::string Engine::controlAddress() const
{
    return d->controlAddress.empty() ? d->addresses.front() : d->controlAddress;
}

int Engine::workerCount() const
{
    return std::max(0, static_cast<int>(d->workers.size()) - 1);
}

ReloadReport Engine::reload()
{
    return d->load(Private::Bundles::Refresh);
}

const ReloadReport &Engine::lastReport() const
{
    return d->report;
}

bool Engine::hadSuccessfulLoad() const
{
    return d->hasLoaded;
}

std::vector<StoredDefinition> Engine::definitions() const
{
    return d->storedDefinitions();
}

Expected<StoredDefinition> Engine::definition(std::string_view apiId) const
{
    for (StoredDefinition &stored : d->storedDefinitions()) {
        if (stored.apiId == apiId) {
            return std::move(stored);
        }
    }
    // Not served because it is broken: people still want to read it, mend it, or remove it.
    const auto isBroken = [](const ApiReport &row) {
        return row.state == ApiState::Failed;
    };
    if (std::ranges::any_of(d->report.apis, isBroken)) {
        if (auto broken = d->fileOf(apiId)) {
            return StoredDefinition{std::string(apiId),
                                    std::filesystem::path(broken->path).filename().string(),
                                    std::move(broken->text), std::move(broken->hash)};
        }
    }
    return failure("API not found", std::string(apiId));
}

bool Engine::isFileServed(const StoredDefinition &served) const
{
    const auto file = d->fileOf(served.apiId);
    return file && file->hash == served.etag;
}

Expected<void> Engine::checkDefinition(std::string_view apiId, std::string_view text) const
{
    if (auto built = d->builder.buildApi(std::string(text), std::string(apiId) + ".json"); !built) {
        return tl::unexpected(built.error());
    }
    return {};
}

// Checked and built before it is written; written before it is served: what was acknowledged
// survives a crash, what failed has changed nothing.
Expected<ReloadReport> Engine::writeDefinition(std::string_view apiId, std::string_view text)
{
    if (auto checked = checkDefinition(apiId, text); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto file = d->fileOf(apiId);
    const std::string path = file ? file->path : std::string();
    if (auto written = d->folder.writeDefinition(apiId, text, path); !written) {
        return tl::unexpected(written.error());
    }
    return reload();
}

Expected<ReloadReport> Engine::removeDefinition(std::string_view apiId)
{
    if (auto removed = d->folder.removeDefinition(apiId); !removed) {
        return tl::unexpected(removed.error());
    }
    return reload();
}

void Engine::debug(DebugRequest request, std::function<void(Expected<DebugResult>)> whenDone)
{
    auto built = d->builder.buildApi(request.definitionJson, "spec");
    if (!built) {
        whenDone(tl::unexpected(built.error()));
        return;
    }
    if (d->workers.empty()) {
        whenDone(failure("The engine is not running"));
        return;
    }
    auto problems = std::move(built->problems);
    const int worker = d->standIns.freeWorker();
    if (worker < 0) {
        whenDone(failure("Hooks that do not return hold all workers", {},
                         "Mend the plugin, then restart the engine"));
        return;
    }
    d->workers[static_cast<std::size_t>(worker)]->debug(
        built->api, std::move(request),
        [this, problems = std::move(problems), whenDone = std::move(whenDone)](DebugResult result) {
            auto shared = std::make_shared<DebugResult>(std::move(result));
            shared->problems = problems;
            QMetaObject::invokeMethod(
                this, [shared, whenDone] { whenDone(std::move(*shared)); }, Qt::QueuedConnection);
        });
}

EngineCounters Engine::counters() const
{
    return d->sumCounters();
}

void Engine::noteControlCall(int status, std::chrono::nanoseconds time)
{
    if (d->shipper != nullptr) {
        d->shipper->noteControlCall(status, time);
    }
}

void Engine::setTracing(bool isOn)
{
    d->shared.wantsTrace.store(isOn, std::memory_order_relaxed);
    d->records.setTracing(isOn);
}

PauseDesk &Engine::pauses()
{
    return d->pauses;
}

bool Engine::isTracing() const
{
    return d->shared.wantsTrace.load(std::memory_order_relaxed);
}

RecordBatch Engine::recentRecords() const
{
    return d->records.recent();
}

int Engine::addRecordListener(std::function<void(const RecordBatch &)> listener)
{
    return d->records.addListener(std::move(listener));
}

void Engine::removeRecordListener(int id)
{
    d->records.removeListener(id);
}

int Engine::addReloadListener(std::function<void(const ReloadReport &)> listener)
{
    return d->reloadListeners.add(std::move(listener));
}

void Engine::removeReloadListener(int id)
{
    d->reloadListeners.remove(id);
}

} // namespace gw::runtime
