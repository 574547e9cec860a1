// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gw::control {

// Counts failed attempts by address in windows of one minute. Remembers a bounded number of
// addresses: when it is full, those whose minute has passed are forgotten, then all.
// Thread: any; each call takes a short lock.
class FailureLimit final {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit FailureLimit(int perMinute)
        : m_perMinute(perMinute)
    {
    }

    void addFailure(std::string_view address, TimePoint now);
    [[nodiscard]] bool isExhausted(std::string_view address, TimePoint now) const;

private:
    static constexpr std::size_t kMaxAddresses = 1024;
    static constexpr std::chrono::seconds kWindow{60};

    struct Window {
        TimePoint start;
        int failures = 0;
    };

    void makeRoom(TimePoint now); // with the lock held

    const int m_perMinute;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Window> m_windows; // by address; guarded by m_mutex
};

} // namespace gw::control
