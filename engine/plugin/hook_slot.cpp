// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/hook_slot.h"

#include "plugin/hook_call.h"
#include "plugin/plugin_hook.h"

#include <thread>

namespace gw::plugin {

namespace {

thread_local HookSlot *t_own = nullptr;

} // namespace

HookSlot::Owner::Owner(HookSlot &slot)
{
    t_own = &slot;
}

HookSlot::Owner::~Owner()
{
    t_own = nullptr;
}

const PluginHook *HookSlot::hookOfThisThread()
{
    const bool isInside =
        t_own != nullptr && t_own->m_state.load(std::memory_order_relaxed) != State::Outside;
    return isInside ? &*t_own->m_call->hook : nullptr;
}

HookSlot::Visit::Visit(const gw_call &call, Clock::time_point startedAt)
    : m_slot(t_own)
{
    if (m_slot == nullptr) {
        return;
    }
    if (m_slot->m_state.load(std::memory_order_relaxed) != State::Outside) {
        m_slot = nullptr;
        return;
    }
    m_slot->enter(call, startedAt);
}

HookSlot::Visit::~Visit()
{
    if (m_slot != nullptr) {
        m_slot->leave();
    }
}

void HookSlot::enter(const gw_call &call, Clock::time_point startedAt)
{
    m_call = &call;
    m_startedAt.store(startedAt.time_since_epoch().count(), std::memory_order_relaxed);
    m_state.store(State::Inside, std::memory_order_release);
}

// The call dies behind this: not before the watchdog has read it.
void HookSlot::leave()
{
    State expected = State::Inside;
    while (!m_state.compare_exchange_weak(expected, State::Outside, std::memory_order_acq_rel)) {
        expected = State::Inside;
        std::this_thread::yield();
    }
}

std::optional<HookSlot::Run> HookSlot::runSince(Clock::time_point limit)
{
    const Clock::rep latest = limit.time_since_epoch().count();
    State expected = State::Inside;
    if (m_startedAt.load(std::memory_order_relaxed) > latest ||
        !m_state.compare_exchange_strong(expected, State::LookedAt, std::memory_order_acq_rel)) {
        return std::nullopt;
    }
    // It may be another call than the one whose time was read first; from here on it cannot end.
    std::optional<Run> run;
    const Clock::rep startedAt = m_startedAt.load(std::memory_order_relaxed);
    if (startedAt <= latest) {
        const PluginHook &hook = *m_call->hook;
        run.emplace();
        run->path = hook.path();
        run->symbol = hook.symbol();
        run->startedAt = Clock::time_point(Clock::duration(startedAt));
        run->stats = hook.stats();
        if (m_call->context != nullptr) {
            run->requestId = m_call->context->requestId;
            run->apiId = m_call->context->api != nullptr ? m_call->context->api->id : std::string();
        }
    }
    m_state.store(State::Inside, std::memory_order_release);
    return run;
}

} // namespace gw::plugin
