// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <mutex>
#include <vector>

namespace gw::control {

// Takes log lines on the thread that writes them and keeps a bounded number until they are fetched.
// Listens between start() and stop() only. Thread: control, but for the lines' arrival.
class LogCollector final {
public:
    static constexpr std::size_t kMaxLines = 2000;

    explicit LogCollector(Log &log)
        : m_log(log)
    {
    }
    ~LogCollector() { stop(); }
    LogCollector(const LogCollector &) = delete;
    LogCollector &operator=(const LogCollector &) = delete;

    void start();
    void stop();

    struct Lines {
        std::vector<LogRecord> records;
        std::uint64_t lost = 0; // came while kMaxLines were waiting
    };
    [[nodiscard]] Lines take();

private:
    void add(const LogRecord &record);

    Log &m_log;
    int m_listener = -1;
    std::mutex m_mutex;
    Lines m_lines; // guarded by m_mutex
};

} // namespace gw::control
