// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace gw::requests {

// A wait that another thread can end. Thread: any.
class Pause final {
public:
    // False when it was, or is, cancelled.
    bool wait(std::chrono::milliseconds duration);
    void cancel();
    [[nodiscard]] bool isCancelled() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_isCancelled = false;
};

} // namespace gw::requests
