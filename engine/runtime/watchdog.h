// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "plugin/hook_slot.h"
#include "runtime/stuck_hook.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gw {
class Log;
}

namespace gw::runtime {

// Looks ten times a second whether a hook holds its thread for longer than it may, and names it in
// the log. A native function cannot be stopped: what is left to do is to say so, and to let others
// take over. Thread: control, unless a function says otherwise.
class Watchdog final {
public:
    static constexpr std::chrono::milliseconds kInterval{100};

    struct Watched {
        plugin::HookSlot *slot = nullptr; // outlives stop()
        int worker = -1;                  // -1: a thread of the blocking pool
        std::chrono::milliseconds limit{500};
    };
    // Called on the watchdog's thread, once when a hook is found stuck, once when it has returned.
    using Listener = std::function<void(const StuckHook &)>;

    explicit Watchdog(Log &log);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    void start(std::vector<Watched> watched, Listener whenStuck, Listener whenReturned);
    void stop();

    // Those that are stuck now. Thread: any.
    [[nodiscard]] std::vector<StuckHook> stuck() const;

private:
    void run(const std::stop_token &token);
    void look(const Watched &watched);
    void reportStuck(const Watched &watched, const plugin::HookSlot::Run &run);
    void reportReturned(const StuckHook &hook);

    Log &m_log;
    std::vector<Watched> m_watched;
    Listener m_whenStuck;
    Listener m_whenReturned;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::map<const plugin::HookSlot *, StuckHook> m_stuck; // under the mutex
    std::jthread m_thread;                                 // last: it uses the rest
};

} // namespace gw::runtime
