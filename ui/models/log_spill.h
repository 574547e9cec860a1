// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/paged_body.h"
#include "requests/response_body.h"

#include <QString>

#include <deque>
#include <functional>
#include <memory>

class QTemporaryFile;

namespace gw::models {

// Lines for which a list has no room, as text in temporary files that end with the program. When
// they reach their bound, the older half goes. Thread: GUI, but for what reader() gives.
class LogSpill final {
public:
    using Text = std::shared_ptr<const requests::ResponseBody>;

    explicit LogSpill(std::uint64_t maxBytes = std::uint64_t{512} << 20);
    ~LogSpill();

    void add(const QString &line);
    [[nodiscard]] std::uint64_t lineCount() const;
    [[nodiscard]] std::uint64_t byteCount() const;
    // Lines that went because of the bound, or because the disk is full.
    [[nodiscard]] std::uint64_t lostCount() const { return m_lost; }
    void clear();
    void swap(LogSpill &other);

    // Counts bytes; when it is stopped, what it has read by then.
    using Reader = std::function<Expected<Text>(requests::WorkState &state)>;
    // Reads all that is here now, oldest first. Call what it returns once, on any thread.
    [[nodiscard]] Reader reader();

private:
    struct Part {
        std::shared_ptr<QTemporaryFile> file;
        std::uint64_t bytes = 0;
        std::uint64_t lines = 0;
    };

    void flush();
    [[nodiscard]] bool startPart();

    std::uint64_t m_partBytes;
    std::deque<Part> m_parts; // two at most; the last one is written to
    QByteArray m_buffer;
    std::uint64_t m_bufferLines = 0;
    std::uint64_t m_lost = 0;
};

} // namespace gw::models
