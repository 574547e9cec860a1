// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gw {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error, Off };

// "debug", "info", "warn", "error"; Tyk's spellings (H4).
[[nodiscard]] std::string_view toString(LogLevel level);

// The inverse of toString() for the four levels that a configuration may name; fails for other
// text.
[[nodiscard]] Expected<LogLevel> parseLogLevel(std::string_view text);

struct LogField {
    std::string_view key;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

// One line as listeners (the event stream) get it.
struct LogRecord {
    std::uint64_t sequence = 0; // 1 is the first line of its log
    std::chrono::system_clock::time_point time;
    LogLevel level = LogLevel::Info;
    std::string message;
    std::vector<std::pair<std::string, std::string>> fields; // values as text
};

class RotatingFile;

enum class LogFormat : std::uint8_t { Text, Json };

// The engine's log: spdlog behind a door. Lines go to standard error or to a file, written by a
// thread of their own, so that no caller waits for a disk or a terminal; when the queue is full the
// oldest lines are dropped and counted, and a line says how many. Field names are Tyk's (reference
// H4): prefix, api_id, api_name, mw, ... Thread: any.
class Log final {
public:
    struct Options {
        LogLevel level = LogLevel::Info;
        LogFormat format = LogFormat::Text;
        int descriptor = 2;            // where lines go; stays the caller's
        std::size_t queueLines = 8192; // bound of what waits for the writing thread
        // So many lines a second with the same level and message are written; then one line says
        // how many were left out. Lines with an empty message (access log) are not limited. 0: no
        // limit.
        std::uint32_t repeatLimit = 100;
        // Where lines go instead of the descriptor, which gets them while the file fails.
        std::shared_ptr<RotatingFile> file = {};
        std::size_t keptLines = 0; // see newest()
    };

    explicit Log(Options options);
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    // One relaxed load: ask before building fields on a hot path.
    [[nodiscard]] bool isEnabled(LogLevel level) const;
    void setLevel(LogLevel level);
    [[nodiscard]] LogLevel level() const;

    using Fields = std::initializer_list<LogField>;
    void debug(std::string_view message, Fields fields = {});
    void info(std::string_view message, Fields fields = {});
    void warning(std::string_view message, Fields fields = {});
    void error(std::string_view message, Fields fields = {});
    void write(LogLevel level, std::string_view message, std::span<const LogField> fields);

    // The listener is called on the writing thread and must be quick. Returns an id for
    // removeListener().
    int addListener(std::function<void(const LogRecord &)> listener);
    // A call that is under way on the writing thread may end after this returned.
    void removeListener(int id);

    // The newest Options::keptLines lines that have a message and kKeptBytes room together, oldest
    // first, for whoever comes later than they did.
    [[nodiscard]] std::vector<std::shared_ptr<const LogRecord>> newest() const;
    static constexpr std::size_t kKeptBytes = std::size_t{1024} * 1024;

    // Lines lost because the queue was full, since the start.
    [[nodiscard]] std::uint64_t droppedLines() const;

    // Blocks until everything written so far is out. For shutdown. Does nothing on the writing
    // thread.
    void flush();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw
