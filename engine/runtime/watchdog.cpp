// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/watchdog.h"

#include "base/log.h"
#include "plugin/hook_stats.h"

#include <array>

namespace gw::runtime {

namespace {

std::array<LogField, 7> fieldsOf(const StuckHook &hook)
{
    return {LogField{"prefix", std::string_view("plugin")},
            LogField{"mwPath", std::string_view(hook.path)},
            LogField{"mwSymbolName", std::string_view(hook.symbol)},
            LogField{"api_id", std::string_view(hook.apiId)},
            LogField{"request_id", std::string_view(hook.requestId)},
            LogField{"worker", std::int64_t(hook.worker)},
            LogField{"ms", std::int64_t(hook.duration().count())}};
}

} // namespace

Watchdog::Watchdog(Log &log)
    : m_log(log)
{
}

Watchdog::~Watchdog()
{
    stop();
}

void Watchdog::start(std::vector<Watched> watched, Listener whenStuck, Listener whenReturned)
{
    m_watched = std::move(watched);
    m_whenStuck = std::move(whenStuck);
    m_whenReturned = std::move(whenReturned);
    m_thread = std::jthread([this](const std::stop_token &token) { run(token); });
}

void Watchdog::stop()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void Watchdog::run(const std::stop_token &token)
{
    while (!token.stop_requested()) {
        for (const Watched &watched : m_watched) {
            look(watched);
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, token, kInterval, [] { return false; });
    }
}

void Watchdog::look(const Watched &watched)
{
    const auto run = watched.slot->runSince(Clock::now() - watched.limit);
    std::optional<StuckHook> returned;
    bool isKnown = false;
    {
        const std::lock_guard lock(m_mutex);
        const auto place = m_stuck.find(watched.slot);
        isKnown = place != m_stuck.end() && run && place->second.since == run->startedAt;
        if (place != m_stuck.end() && !isKnown) {
            returned = std::move(place->second);
            m_stuck.erase(place);
        }
    }
    if (returned) {
        reportReturned(*returned);
    }
    if (run && !isKnown) {
        reportStuck(watched, *run);
    }
}

void Watchdog::reportStuck(const Watched &watched, const plugin::HookSlot::Run &run)
{
    StuckHook hook{run.path, run.symbol, run.apiId, run.requestId, watched.worker, run.startedAt};
    hook.at = std::chrono::system_clock::now() - hook.duration();
    run.stats->recordStuck();
    m_log.write(LogLevel::Error,
                watched.worker < 0
                    ? "Plugin hook does not return: it holds a thread of the blocking pool"
                    : "Plugin hook does not return: its worker is stuck, others take over",
                fieldsOf(hook));
    {
        const std::lock_guard lock(m_mutex);
        m_stuck.emplace(watched.slot, hook);
    }
    m_whenStuck(hook);
}

void Watchdog::reportReturned(const StuckHook &hook)
{
    m_log.write(LogLevel::Warning, "Plugin hook has returned after all", fieldsOf(hook));
    m_whenReturned(hook);
}

std::vector<StuckHook> Watchdog::stuck() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<StuckHook> hooks;
    for (const auto &[slot, hook] : m_stuck) {
        hooks.push_back(hook);
    }
    return hooks;
}

} // namespace gw::runtime
