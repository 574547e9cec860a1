// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine does for plugins: swap them, watch them, tell of them.
#include "base/log.h"
#include "runtime/bundle_use.h"
#include "runtime/engine.h"
#include "runtime/engine_parts.h"
#include "spec/gateway_config.h"

#include <optional>

namespace gw::runtime {

using plugin::PluginChange;

namespace {

// A blocking hook may hold its thread so many times longer than another holds a worker.
constexpr int kPoolPatience = 60;

std::optional<PluginEvent::Kind> kindOf(PluginChange::Outcome outcome)
{
    switch (outcome) {
    case PluginChange::Outcome::Taken:
        return PluginEvent::Kind::Swapped;
    case PluginChange::Outcome::Refused:
        return PluginEvent::Kind::Refused;
    case PluginChange::Outcome::RolledBack:
        return PluginEvent::Kind::RolledBack;
    case PluginChange::Outcome::Unchanged:
        break;
    }
    return std::nullopt;
}

plugin::PluginCatalog::IsNamed isIn(HookLoader::NamedHooks hooks)
{
    return [named = std::move(hooks)](std::string_view path, std::string_view symbol) {
        return named.contains({std::string(path), std::string(symbol)});
    };
}

} // namespace

plugin::PluginCatalog::IsNamed
Engine::Private::isNamedIn(const std::vector<spec::StoredDefinition> &files) const
{
    HookLoader::NamedHooks named;
    for (const spec::StoredDefinition &file : files) {
        if (!file.definition) {
            continue;
        }
        if (!usesBundle(*file.definition)) {
            hooks.addNamed(*file.definition, named);
        } else if (const auto state = bundles.state(file.definition->customMiddlewareBundle);
                   state.bundle != nullptr) {
            spec::ApiDefinition served = *file.definition;
            served.customMiddleware = state.bundle->customMiddleware;
            hooks.addNamed(served, named);
        }
    }
    return isIn(std::move(named));
}

plugin::PluginCatalog::IsNamed Engine::Private::isNamedNow() const
{
    HookLoader::NamedHooks named;
    for (const LoadedApi &api : snapshot->apis) {
        hooks.addNamed(*api.api->facts.definition, named);
    }
    return isIn(std::move(named));
}

std::vector<std::string> Engine::Private::apisNaming(const std::string &path) const
{
    std::vector<std::string> apis;
    for (const LoadedApi &api : snapshot->apis) {
        if (hooks.names(*api.api->facts.definition, path)) {
            apis.push_back(api.api->facts.id);
        }
    }
    return apis;
}

void Engine::Private::settlePlugins(const std::vector<PluginChange> &changes)
{
    plugin::PluginCatalog::Spellings spellings;
    for (const LoadedApi &api : snapshot->apis) {
        hooks.addSpellings(*api.api->facts.definition, spellings);
    }
    plugins.settle(isNamedNow(), spellings);
    watcher.refresh();
    for (const PluginChange &change : changes) {
        const auto kind = kindOf(change.outcome);
        if (!kind) {
            continue;
        }
        if (change.outcome != PluginChange::Outcome::Refused) { // told by the catalog
            log.info(*kind == PluginEvent::Kind::Swapped ? "Plugin swapped" : "Plugin rolled back",
                     {{"prefix", "plugin"},
                      {"mwPath", std::string_view(change.spelling)},
                      {"generation", static_cast<std::int64_t>(change.generation)},
                      {"before", static_cast<std::int64_t>(change.previousGeneration)}});
        }
        pluginListeners.tell({*kind,
                              change.spelling,
                              change.generation,
                              change.previousGeneration,
                              change.reason,
                              {}});
    }
}

PluginSwap Engine::Private::publishSwap(PluginChange change, Clock::time_point started)
{
    publish(builder.rebuild(*snapshot, report, change), started);
    plugins.complete(change);
    settlePlugins({change});
    PluginSwap swap{std::move(change), {}, report};
    swap.apis = apisNaming(swap.change.path);
    return swap;
}

plugin::PluginCatalog &Engine::plugins()
{
    return d->plugins;
}

Engine::HookUsers Engine::hookUsers() const
{
    HookUsers users;
    for (const LoadedApi &api : d->snapshot->apis) {
        HookLoader::NamedHooks named;
        d->hooks.addNamed(*api.api->facts.definition, named);
        for (const auto &hook : named) {
            users[hook].push_back(api.api->facts.id);
        }
    }
    return users;
}

Expected<PluginSwap> Engine::reloadPlugin(std::string_view path)
{
    const auto started = Clock::now();
    auto change = d->plugins.refreshPath(d->hooks.absolute(path), d->isNamedNow());
    if (!change) {
        return tl::unexpected(change.error());
    }
    return d->publishSwap(std::move(*change), started);
}

Expected<PluginSwap> Engine::rollBackPlugin(std::string_view path, std::uint64_t generation)
{
    const auto started = Clock::now();
    auto change = d->plugins.rollBack(d->hooks.absolute(path), generation, d->isNamedNow());
    if (!change) {
        return tl::unexpected(change.error());
    }
    return d->publishSwap(std::move(*change), started);
}

std::vector<plugin::PluginGeneration> Engine::pluginGenerations(std::string_view path) const
{
    return d->plugins.generations(d->hooks.absolute(path));
}

Expected<InspectedPlugin> Engine::inspectPlugin(std::string_view path)
{
    const std::string absolute = d->hooks.absolute(path);
    const auto inside = std::filesystem::path(absolute).lexically_relative(
        std::filesystem::path(d->options.workspaceFolder).lexically_normal());
    const bool isInside = !inside.empty() && *inside.begin() != "..";
    if (!isInside && d->apisNaming(absolute).empty()) {
        return failure("The path is outside of the workspace", std::string(path),
                       "Name a file of the workspace, or one that an API names");
    }
    const std::filesystem::path file =
        plugin::resolvePluginFile(absolute, plugin::FileNames::Versioned, GATEWRIGHT_VERSION);
    return InspectedPlugin{file.string(), d->inspector.inspect(file)};
}

void Engine::setPluginWatch(bool isOn)
{
    if (isOn && !d->isStopping) {
        d->watcher.start();
    } else {
        d->watcher.stop();
    }
}

bool Engine::isWatchingPlugins() const
{
    return d->watcher.isRunning();
}

std::vector<StuckHook> Engine::stuckHooks() const
{
    std::vector<StuckHook> hooks = d->watchdog.stuck();
    for (StuckHook &hook : hooks) {
        hook.isTakenOver = hook.worker < 0 || d->standIns.freeWorker() >= 0;
    }
    return hooks;
}

void Engine::startWatchdog()
{
    const auto limit = d->config->gatewright.pluginStuckThreshold;
    std::vector<Watchdog::Watched> watched;
    for (std::size_t i = 0; i < d->workers.size(); ++i) {
        watched.push_back({&d->workers[i]->slot(), static_cast<int>(i), limit});
    }
    for (plugin::HookSlot *slot : d->blocking.slots()) {
        watched.push_back({slot, -1, limit * kPoolPatience});
    }
    const auto onControl = [this](void (Engine::*function)(const StuckHook &)) {
        return [this, function](const StuckHook &hook) {
            QMetaObject::invokeMethod(
                this, [this, function, hook] { (this->*function)(hook); }, Qt::QueuedConnection);
        };
    };
    d->watchdog.start(std::move(watched), onControl(&Engine::onStuck),
                      onControl(&Engine::onReturned));
}

void Engine::onStuck(const StuckHook &hook)
{
    if (hook.worker < 0) {
        d->blocking.replaceThread();
    } else if (!d->isStopping) {
        d->standIns.onStuck(hook.worker);
        if (d->standIns.freeWorker() < 0) {
            d->log.error("Hooks that do not return hold all workers: what needs a hook is answered "
                         "503. Mend the plugin, then restart the engine",
                         {{"prefix", "plugin"}});
        }
    }
    d->pluginListeners.tell({PluginEvent::Kind::Stuck, hook.path, 0, 0, {}, hook});
}

void Engine::onReturned(const StuckHook &hook)
{
    if (hook.worker >= 0 && !d->isStopping) {
        d->standIns.onReturned(hook.worker);
    }
    d->pluginListeners.tell({PluginEvent::Kind::Returned, hook.path, 0, 0, {}, hook});
}

int Engine::addPluginListener(std::function<void(const PluginEvent &)> listener)
{
    return d->pluginListeners.add(std::move(listener));
}

void Engine::removePluginListener(int id)
{
    d->pluginListeners.remove(id);
}

} // namespace gw::runtime
