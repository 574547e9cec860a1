// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

#include <map>
#include <memory>

namespace gw::requests {

struct RepeatPlan {
    static constexpr int kMaxCount = 1'000'000;
    static constexpr int kMaxParallel = 256;

    int count = 100;
    int parallel = 10; // under way at once
};

// How a repeated request is doing.
struct RepeatFigures {
    using Duration = std::chrono::microseconds;

    int planned = 0;
    int done = 0;
    int failed = 0;              // no answer, or one that broke off
    std::map<int, int> statuses; // how many answers had each
    std::string firstError;      // empty: none
    Duration elapsed{0};
    Duration p50{0}; // of the answers; 0 while there are none
    Duration p90{0};
    Duration p99{0};
    Duration slowest{0};
    bool isEnded = false; // all are done, or it was cancelled and nothing is under way
    bool isCancelled = false;

    [[nodiscard]] double perSecond() const;
};

// Sends one request many times, some of them at once, on a thread and over connections of its own.
// Thread: any.
class RepeatRun final {
public:
    // Starts at once. Numbers outside of the plan's bounds are moved into them.
    RepeatRun(HttpRequest request, const RepeatPlan &plan);
    // Cancels what is under way.
    ~RepeatRun();
    RepeatRun(const RepeatRun &) = delete;
    RepeatRun &operator=(const RepeatRun &) = delete;

    void cancel();
    [[nodiscard]] RepeatFigures figures() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace gw::requests
