// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/status.hpp>

#include <charconv>
#include <chrono>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <type_traits>

namespace gw {

// A named value in a log line: {"user", name}, {"count", 3}, {"cached", true}.
class LogField final {
public:
    LogField(std::string_view key, std::string_view value)
        : m_key(key)
        , m_value(value)
    {
    }
    LogField(std::string_view key, const char *value)
        : m_key(key)
        , m_value(value)
    {
    }
    LogField(std::string_view key, const std::string &value)
        : m_key(key)
        , m_value(value)
    {
    }
    template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
    LogField(std::string_view key, Number value)
        : m_key(key)
    {
        if constexpr (std::is_same_v<Number, bool>) {
            m_value = value ? "true" : "false";
        } else {
            const auto end = std::to_chars(m_digits, m_digits + sizeof m_digits, value).ptr;
            m_size = static_cast<std::size_t>(end - m_digits);
        }
    }

    [[nodiscard]] gw_field raw() const
    {
        const std::string_view value = m_size > 0 ? std::string_view(m_digits, m_size) : m_value;
        return gw_field{detail::pass(m_key), detail::pass(value)};
    }

private:
    std::string_view m_key;
    std::string_view m_value;
    std::size_t m_size = 0;
    char m_digits[32] = {};
};

// Lines in the gateway's log. gw::log() may be used from any thread of the library;
// Request::log() adds the request and its API.
class Log final {
public:
    explicit Log(const gw_host *host, gw_call *call = nullptr)
        : m_host(host)
        , m_call(call)
    {
    }

    using Fields = std::initializer_list<LogField>;
    void debug(std::string_view message, Fields fields = {}) { write(GW_DEBUG, message, fields); }
    void info(std::string_view message, Fields fields = {}) { write(GW_INFO, message, fields); }
    void warning(std::string_view message, Fields fields = {})
    {
        write(GW_WARNING, message, fields);
    }
    void error(std::string_view message, Fields fields = {}) { write(GW_FAILURE, message, fields); }
    [[nodiscard]] bool isEnabled(gw_level level) const
    {
        return m_host != nullptr && m_host->log_enabled(m_host, level) != 0;
    }

private:
    void write(gw_level level, std::string_view message, Fields fields)
    {
        if (!isEnabled(level)) {
            return;
        }
        constexpr std::size_t kMost = 16;
        gw_field raw[kMost];
        std::size_t count = 0;
        for (const LogField &field : fields) {
            if (count < kMost) {
                raw[count++] = field.raw();
            }
        }
        m_host->log(m_host, m_call, level, detail::pass(message), raw, count);
    }

    const gw_host *m_host;
    gw_call *m_call;
};

inline Log log()
{
    return Log(detail::theHost);
}

// A number in /metrics that only grows. Make it once, in GW_PLUGIN_INIT. Default-made ones do
// nothing.
class Counter final {
public:
    Counter() = default;
    Counter(std::string_view name, std::string_view explanation)
        : m_raw(detail::theHost->counter(detail::theHost, detail::pass(name),
                                         detail::pass(explanation)))
    {
        detail::check(m_raw != nullptr ? GW_OK : GW_INVALID, "Counter", name);
    }
    void add(std::uint64_t by = 1)
    {
        if (m_raw != nullptr) {
            detail::theHost->counter_add(m_raw, by);
        }
    }

private:
    gw_counter *m_raw = nullptr;
};

// A number in /metrics that goes up and down.
class Gauge final {
public:
    Gauge() = default;
    Gauge(std::string_view name, std::string_view explanation)
        : m_raw(detail::theHost->gauge(detail::theHost, detail::pass(name),
                                       detail::pass(explanation)))
    {
        detail::check(m_raw != nullptr ? GW_OK : GW_INVALID, "Gauge", name);
    }
    void set(double value)
    {
        if (m_raw != nullptr) {
            detail::theHost->gauge_set(m_raw, value);
        }
    }

private:
    gw_gauge *m_raw = nullptr;
};

// The gateway's key-value store, shared by all plugins; it outlives reloads. Any thread.
namespace store {

using Milliseconds = std::chrono::milliseconds;

inline std::optional<std::string> get(std::string_view key)
{
    std::string value(128, '\0');
    for (;;) {
        gw_buffer buffer = {&value[0], value.size(), 0};
        const gw_status status =
            detail::theHost->store_get(detail::theHost, detail::pass(key), &buffer);
        if (status == GW_NOT_FOUND) {
            return std::nullopt;
        }
        value.resize(static_cast<std::size_t>(buffer.size));
        if (status != GW_TOO_LARGE) {
            detail::check(status, "store::get", key);
            return value;
        }
    }
}

// A time to live of 0 keeps the value for ever.
inline void set(std::string_view key, std::string_view value, Milliseconds timeToLive = {})
{
    detail::check(detail::theHost->store_set(detail::theHost, detail::pass(key),
                                             detail::pass(value), timeToLive.count()),
                  "store::set", key);
}

inline bool remove(std::string_view key)
{
    return detail::theHost->store_remove(detail::theHost, detail::pass(key)) == GW_OK;
}

// Adds in one step and returns the sum. The time to live starts when the key is made.
inline std::int64_t add(std::string_view key, std::int64_t by, Milliseconds timeToLive = {})
{
    std::int64_t sum = 0;
    detail::check(detail::theHost->store_add(detail::theHost, detail::pass(key), by,
                                             timeToLive.count(), &sum),
                  "store::add", key);
    return sum;
}

} // namespace store

// Names a suspended call: copy it to whatever wakes it. Any thread.
class Ticket final {
public:
    Ticket() = default;
    explicit Ticket(gw_ticket number)
        : m_number(number)
    {
    }
    void resume() const { detail::theHost->resume(detail::theHost, m_number); }
    void resumeAfter(std::chrono::milliseconds delay) const
    {
        detail::theHost->resume_after(detail::theHost, m_number, delay.count());
    }

private:
    gw_ticket m_number = 0;
};

} // namespace gw
