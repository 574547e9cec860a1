// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <deque>
#include <mutex>

namespace gw {

// The newest lines of a log: at most so many, and so many bytes together. Thread: any.
class RecentLines final {
public:
    using Line = std::shared_ptr<const LogRecord>;

    // mostLines: 0 keeps none.
    RecentLines(std::size_t mostLines, std::size_t mostBytes)
        : m_mostLines(mostLines)
        , m_mostBytes(mostBytes)
    {
    }

    [[nodiscard]] bool isKeeping() const { return m_mostLines > 0; }
    void add(Line line);
    [[nodiscard]] std::vector<Line> all() const; // oldest first

private:
    const std::size_t m_mostLines;
    const std::size_t m_mostBytes;
    mutable std::mutex m_mutex;
    std::deque<Line> m_lines; // guarded by m_mutex, as the next
    std::size_t m_bytes = 0;
};

} // namespace gw
