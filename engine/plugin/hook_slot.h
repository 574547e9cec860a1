// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

struct gw_call;

namespace gw::plugin {

class HookStats;
class PluginHook;

// What one thread is inside of, for a watchdog that has to name a hook that does not return. The
// thread pays two stores to enter and one exchange to leave; only while the watchdog reads the
// names of an overdue hook, which takes microseconds, must it wait to leave. Thread: its owner, and
// one that looks.
class HookSlot final {
public:
    HookSlot() = default;
    HookSlot(const HookSlot &) = delete;
    HookSlot &operator=(const HookSlot &) = delete;

    // Makes the slot that of the calling thread.
    class Owner final {
    public:
        explicit Owner(HookSlot &slot);
        ~Owner();
        Owner(const Owner &) = delete;
        Owner &operator=(const Owner &) = delete;
    };

    // Around the function of a hook. Does nothing in a thread without a slot.
    class Visit final {
    public:
        Visit(const gw_call &call, Clock::time_point startedAt);
        ~Visit();
        Visit(const Visit &) = delete;
        Visit &operator=(const Visit &) = delete;

    private:
        HookSlot *m_slot; // null: nobody watches, or a hook runs inside of another
    };

    struct Run {
        std::string path;
        std::string symbol;
        std::string apiId; // empty in analytics hooks
        std::string requestId;
        Clock::time_point startedAt;
        std::shared_ptr<HookStats> stats;
    };
    // The hook that the calling thread is inside of; null: none, or nobody watches it. For a
    // handler of signals too.
    [[nodiscard]] static const PluginHook *hookOfThisThread();

    // The hook that the thread has been in since `limit` or longer. Thread: the one that looks.
    [[nodiscard]] std::optional<Run> runSince(Clock::time_point limit);

private:
    enum class State : std::uint32_t { Outside, Inside, LookedAt };

    void enter(const gw_call &call, Clock::time_point startedAt);
    void leave();

    alignas(64) std::atomic<State> m_state{State::Outside};
    std::atomic<Clock::rep> m_startedAt{0};
    const gw_call *m_call = nullptr; // valid while the state is not Outside
};

} // namespace gw::plugin
