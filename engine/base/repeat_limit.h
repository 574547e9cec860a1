// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <unordered_map>

namespace gw {

// Counts equal log lines so that one fault that happens a thousand times a second cannot fill a
// disk. Thread: one.
class RepeatLimit final {
public:
    struct Suppressed {
        LogLevel level = LogLevel::Info;
        std::string message;
        std::uint64_t count = 0;
    };
    using Time = std::chrono::system_clock::time_point;

    // perSecond 0: no limit.
    explicit RepeatLimit(std::uint32_t perSecond);

    // True when this line may be written. Call takeSuppressed() with the same time before.
    [[nodiscard]] bool admits(LogLevel level, std::string_view message, Time now);

    // What was left out in a second that is over at `now`. Each is reported once.
    [[nodiscard]] std::vector<Suppressed> takeSuppressed(Time now);
    // The same, whether the second is over or not. For the end.
    [[nodiscard]] std::vector<Suppressed> takeAll();

private:
    struct Count {
        LogLevel level = LogLevel::Info;
        std::uint64_t seen = 0;
    };

    std::uint32_t m_perSecond;
    Time m_windowStart;
    std::unordered_map<std::string, Count> m_counts; // key: level and message
};

} // namespace gw
