// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"

#include <chrono>
#include <string>

namespace gw::runtime {

// A hook that does not give its thread back.
struct StuckHook {
    std::string path;
    std::string symbol;
    std::string apiId; // empty in analytics hooks
    std::string requestId;
    int worker = -1; // -1: it holds a thread of the blocking pool
    Clock::time_point since;
    std::chrono::system_clock::time_point at = {}; // the same, for people
    bool isTakenOver = true; // false: its worker is stuck, as all are; no hook can be run

    [[nodiscard]] std::chrono::milliseconds duration() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - since);
    }
};

} // namespace gw::runtime
