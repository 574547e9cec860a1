// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/log_line.h"
#include "base/recent_lines.h"
#include "base/repeat_limit.h"
#include "base/rotating_file.h"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/sink.h>

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace gw {

namespace {

// spdlog carries one string a message. It holds the entry in this form, so that a caller only
// copies bytes and the writing thread formats: message, then for each field key, index of the
// value's type, value. Text is preceded by its length. A flush mark is a message of level `off`: a
// ticket number.
class Packer {
public:
    template <typename T>
    void number(T value)
    {
        const char *bytes = reinterpret_cast<const char *>(&value);
        m_buffer.append(bytes, bytes + sizeof value);
    }

    void text(std::string_view value)
    {
        number(static_cast<std::uint32_t>(value.size()));
        m_buffer.append(value.data(), value.data() + value.size());
    }

    void field(const LogField &field)
    {
        text(field.key);
        number(static_cast<std::uint8_t>(field.value.index()));
        if (const auto *value = std::get_if<std::string_view>(&field.value)) {
            text(*value);
            return;
        }
        std::visit([this](const auto &value) { packPlain(value); }, field.value);
    }

    [[nodiscard]] spdlog::string_view_t view() const { return {m_buffer.data(), m_buffer.size()}; }

private:
    void packPlain(std::string_view) {}
    template <typename T>
    void packPlain(const T &value)
    {
        number(value);
    }

    spdlog::memory_buf_t m_buffer;
};

class Unpacker {
public:
    explicit Unpacker(std::string_view packed)
        : m_rest(packed)
    {
    }

    template <typename T>
    T number()
    {
        T value{};
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }

    std::string_view text()
    {
        const auto length = number<std::uint32_t>();
        const std::string_view value = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return value;
    }

    LogField field()
    {
        LogField field{text(), {}};
        switch (number<std::uint8_t>()) {
        case 0:
            field.value = text();
            break;
        case 1:
            field.value = number<std::int64_t>();
            break;
        case 2:
            field.value = number<double>();
            break;
        default:
            field.value = number<bool>();
        }
        return field;
    }

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
    case LogLevel::Off:
        break;
    }
    return spdlog::level::err;
}

LogLevel fromSpdlog(spdlog::level::level_enum level)
{
    switch (level) {
    case spdlog::level::debug:
        return LogLevel::Debug;
    case spdlog::level::info:
        return LogLevel::Info;
    case spdlog::level::warn:
        return LogLevel::Warning;
    default:
        return LogLevel::Error;
    }
}

constexpr std::chrono::seconds kDropCheckInterval{1};

// The end of the queue. log() and flush() run on the writing thread only, the rest on any.
class Writer final : public spdlog::sinks::sink {
public:
    using Listener = std::function<void(const LogRecord &)>;

    explicit Writer(const Log::Options &options)
        : m_descriptor(options.descriptor)
        , m_format(options.format)
        , m_file(options.file)
        , m_repeats(options.repeatLimit)
        , m_recent(options.keptLines, Log::kKeptBytes)
    {
    }

    [[nodiscard]] const RecentLines &recent() const { return m_recent; }

    // Before the first line. dropped: how many lines the queue has lost so far.
    void watchQueue(std::function<std::uint64_t()> dropped) { m_dropped = std::move(dropped); }

    ~Writer() override { reportSuppressed(m_repeats.takeAll(), std::chrono::system_clock::now()); }

    void log(const spdlog::details::log_msg &message) override
    {
        m_thread.store(std::this_thread::get_id(), std::memory_order_relaxed);
        const std::string_view packed(message.payload.data(), message.payload.size());
        if (message.level == spdlog::level::off) {
            reportSuppressed(m_repeats.takeSuppressed(message.time), message.time);
            reportDropped(message.time);
            passFlushMark(Unpacker(packed).number<std::uint64_t>());
            return;
        }
        Unpacker unpacker(packed);
        LogEntry entry{message.time, fromSpdlog(message.level), unpacker.text(), {}};
        m_fields.clear();
        while (!unpacker.isAtEnd()) {
            m_fields.push_back(unpacker.field());
        }
        entry.fields = m_fields;
        reportSuppressed(m_repeats.takeSuppressed(entry.time), entry.time);
        if (entry.time - m_lastDropCheck >= kDropCheckInterval || entry.time < m_lastDropCheck) {
            reportDropped(entry.time);
        }
        if (m_repeats.admits(entry.level, entry.message, entry.time)) {
            put(entry);
        }
    }

    void flush() override {}
    void set_pattern(const std::string &) override {}
    void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

    [[nodiscard]] bool isWritingThread() const
    {
        return m_thread.load(std::memory_order_relaxed) == std::this_thread::get_id();
    }

    [[nodiscard]] bool waitForMark(std::uint64_t ticket, std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_markMutex);
        return m_markPassed.wait_for(lock, patience, [&] { return m_mark >= ticket; });
    }

    int addListener(Listener listener)
    {
        const std::lock_guard lock(m_listenersMutex);
        const int id = ++m_lastListener;
        m_listeners.emplace_back(id, std::make_shared<const Listener>(std::move(listener)));
        return id;
    }

    void removeListener(int id)
    {
        const std::lock_guard lock(m_listenersMutex);
        std::erase_if(m_listeners, [id](const auto &entry) { return entry.first == id; });
    }

private:
    void put(const LogEntry &entry)
    {
        ++m_written;
        writeEntry(entry);
        tellListeners(entry);
    }

    void writeEntry(const LogEntry &entry)
    {
        const std::string line = m_format == LogFormat::Json ? jsonLine(entry) : textLine(entry);
        if (m_file == nullptr) {
            writeAll(line);
            return;
        }
        const auto written = m_file->append(line);
        if (!written && !m_hasFileFailed) {
            const std::string why = written.error().text();
            const LogField fields[] = {{"prefix", std::string_view("main")},
                                       {"error", std::string_view(why)}};
            writeAll(textLine({entry.time, LogLevel::Error, "The log file fails", fields}));
        }
        m_hasFileFailed = !written;
        if (!written) {
            writeAll(line);
        }
    }

    void reportDropped(RepeatLimit::Time now)
    {
        m_lastDropCheck = now;
        const std::uint64_t dropped = m_dropped();
        if (dropped > m_toldDropped) {
            const LogField fields[] = {
                {"prefix", std::string_view("main")},
                {"dropped", static_cast<std::int64_t>(dropped - m_toldDropped)}};
            m_toldDropped = dropped;
            put({now, LogLevel::Warning, "Log lines were dropped: the output is too slow", fields});
        }
    }

    void reportSuppressed(const std::vector<RepeatLimit::Suppressed> &list, RepeatLimit::Time now)
    {
        for (const RepeatLimit::Suppressed &suppressed : list) {
            const LogField fields[] = {{"repeated", std::string_view(suppressed.message)},
                                       {"suppressed", static_cast<std::int64_t>(suppressed.count)}};
            put({now, suppressed.level, "Identical messages were suppressed", fields});
        }
    }

    // Gives up on an output that is gone: there is nobody left to tell.
    void writeAll(std::string_view line) const
    {
        while (!line.empty()) {
            const ssize_t written = ::write(m_descriptor, line.data(), line.size());
            if (written >= 0) {
                line.remove_prefix(static_cast<std::size_t>(written));
                continue;
            }
            if (errno == EAGAIN) { // a terminal that another program made non-blocking
                pollfd waiting{m_descriptor, POLLOUT, 0};
                ::poll(&waiting, 1, -1);
            } else if (errno != EINTR) {
                return;
            }
        }
    }

    void tellListeners(const LogEntry &entry)
    {
        std::vector<std::pair<int, std::shared_ptr<const Listener>>> listeners;
        {
            const std::lock_guard lock(m_listenersMutex);
            listeners = m_listeners;
        }
        const bool isKept = m_recent.isKeeping() && !entry.message.empty();
        if (listeners.empty() && !isKept) {
            return;
        }
        const auto record = std::make_shared<LogRecord>(
            LogRecord{m_written, entry.time, entry.level, std::string(entry.message), {}});
        for (const LogField &field : entry.fields) {
            record->fields.emplace_back(std::string(field.key), valueText(field));
        }
        if (isKept) {
            m_recent.add(record);
        }
        for (const auto &[id, listener] : listeners) {
            (*listener)(*record);
        }
    }

    void passFlushMark(std::uint64_t ticket)
    {
        const std::lock_guard lock(m_markMutex);
        m_mark = std::max(m_mark, ticket);
        m_markPassed.notify_all();
    }

    const int m_descriptor;
    const LogFormat m_format;
    const std::shared_ptr<RotatingFile> m_file; // null: the descriptor
    bool m_hasFileFailed = false;
    RepeatLimit m_repeats;
    RecentLines m_recent;
    std::uint64_t m_written = 0; // lines
    std::function<std::uint64_t()> m_dropped;
    std::uint64_t m_toldDropped = 0;
    RepeatLimit::Time m_lastDropCheck;
    std::vector<LogField> m_fields;
    std::atomic<std::thread::id> m_thread;
    std::mutex m_listenersMutex;
    std::vector<std::pair<int, std::shared_ptr<const Listener>>> m_listeners;
    int m_lastListener = 0;
    std::mutex m_markMutex;
    std::condition_variable m_markPassed;
    std::uint64_t m_mark = 0;
};

} // namespace

std::string_view toString(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warn";
    case LogLevel::Error:
        return "error";
    case LogLevel::Off:
        break;
    }
    return "off";
}

Expected<LogLevel> parseLogLevel(std::string_view text)
{
    for (const LogLevel level :
         {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (text == toString(level)) {
            return level;
        }
    }
    return failure("Unknown log level \"" + std::string(text) + "\"", {},
                   "Use error, warn, info or debug");
}

struct Log::Private {
    explicit Private(const Options &options)
        : level(options.level)
        , writer(std::make_shared<Writer>(options))
        , pool(std::make_shared<spdlog::details::thread_pool>(options.queueLines, 1))
        , logger(std::make_shared<spdlog::async_logger>(
              "gatewright", writer, pool, spdlog::async_overflow_policy::overrun_oldest))
    {
        logger->set_level(spdlog::level::trace);
        writer->watchQueue([queue = pool.get()] { return queue->overrun_counter(); });
    }

    std::atomic<LogLevel> level;
    std::atomic<std::uint64_t> lastTicket = 0;
    std::shared_ptr<Writer> writer;
    std::shared_ptr<spdlog::details::thread_pool> pool; // its destructor drains the queue
    std::shared_ptr<spdlog::async_logger> logger;
};

Log::Log(Options options)
    : d(std::make_unique<Private>(options))
{
}

Log::~Log() = default;

bool Log::isEnabled(LogLevel level) const
{
    return level >= d->level.load(std::memory_order_relaxed) && level != LogLevel::Off;
}

void Log::setLevel(LogLevel level)
{
    d->level.store(level, std::memory_order_relaxed);
}

LogLevel Log::level() const
{
    return d->level.load(std::memory_order_relaxed);
}

void Log::debug(std::string_view message, Fields fields)
{
    write(LogLevel::Debug, message, {fields.begin(), fields.size()});
}

void Log::info(std::string_view message, Fields fields)
{
    write(LogLevel::Info, message, {fields.begin(), fields.size()});
}

void Log::warning(std::string_view message, Fields fields)
{
    write(LogLevel::Warning, message, {fields.begin(), fields.size()});
}

void Log::error(std::string_view message, Fields fields)
{
    write(LogLevel::Error, message, {fields.begin(), fields.size()});
}

void Log::write(LogLevel level, std::string_view message, std::span<const LogField> fields)
{
    if (!isEnabled(level)) {
        return;
    }
    Packer packer;
    packer.text(message);
    for (const LogField &field : fields) {
        packer.field(field);
    }
    d->logger->log(toSpdlog(level), packer.view());
}

int Log::addListener(std::function<void(const LogRecord &)> listener)
{
    return d->writer->addListener(std::move(listener));
}

void Log::removeListener(int id)
{
    d->writer->removeListener(id);
}

std::vector<std::shared_ptr<const LogRecord>> Log::newest() const
{
    return d->writer->recent().all();
}

std::uint64_t Log::droppedLines() const
{
    return d->pool->overrun_counter();
}

void Log::flush()
{
    if (d->writer->isWritingThread()) {
        return;
    }
    Packer mark;
    const std::uint64_t ticket = ++d->lastTicket;
    mark.number(ticket);
    // A full queue may drop the mark like any other line: then it is posted again.
    do {
        d->pool->post_log(std::shared_ptr(d->logger),
                          spdlog::details::log_msg({}, spdlog::level::off, mark.view()),
                          spdlog::async_overflow_policy::block);
    } while (!d->writer->waitForMark(ticket, std::chrono::milliseconds(100)));
}

} // namespace gw
