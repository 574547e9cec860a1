// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/message.hpp>

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>

struct gw_counter {
    std::string name;
    std::atomic<std::uint64_t> value{0};
};
struct gw_gauge {
    std::string name;
    std::atomic<double> value{0};
};

namespace gw::testing {

// What a gateway keeps around its plugins: log, numbers, key-value store, clock, other services.
// One for each test keeps tests apart. Thread: any.
class Gateway final {
public:
    using Milliseconds = std::chrono::milliseconds;

    Gateway() = default;
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    // Lines below this level are dropped, as in a gateway whose log_level says so.
    gw_level logLevel = GW_DEBUG;
    // Answers the hooks' calls to other services. Unset: every call fails.
    std::function<ServiceReply(const ServiceCall &)> service;
    // Body filters get bodies in pieces of this many bytes.
    std::size_t pieceSize = 4096;
    // How long a suspended hook may stay so; the gateway's own limit is 60 s.
    Milliseconds patience{10'000};

    // ---- What plugins have left here.

    [[nodiscard]] std::vector<LogLine> log() const
    {
        const std::lock_guard lock(m_mutex);
        return m_log;
    }
    // True when a line has this message.
    [[nodiscard]] bool hasLogged(std::string_view message) const
    {
        for (const LogLine &line : log()) {
            if (line.message == message) {
                return true;
            }
        }
        return false;
    }
    // 0 when there is no such number.
    [[nodiscard]] std::uint64_t counter(std::string_view name) const
    {
        const std::lock_guard lock(m_mutex);
        const gw_counter *there = named(m_counters, name);
        return there == nullptr ? 0 : there->value.load();
    }
    [[nodiscard]] double gauge(std::string_view name) const
    {
        const std::lock_guard lock(m_mutex);
        const gw_gauge *there = named(m_gauges, name);
        return there == nullptr ? 0 : there->value.load();
    }

    // ---- The key-value store, also to prepare a test.

    [[nodiscard]] std::optional<std::string> stored(const std::string &key)
    {
        const std::lock_guard lock(m_mutex);
        dropExpired();
        const auto place = m_store.find(key);
        return place == m_store.end() ? std::nullopt : std::optional(place->second.value);
    }
    // False: too large.
    bool store(const std::string &key, std::string value, Milliseconds timeToLive = {})
    {
        const std::lock_guard lock(m_mutex);
        dropExpired();
        return write(key, std::move(value), timeToLive);
    }
    bool removeStored(const std::string &key)
    {
        const std::lock_guard lock(m_mutex);
        dropExpired();
        return m_store.erase(key) > 0;
    }
    // Nothing when the value is no number, or the sum none that fits.
    std::optional<std::int64_t> addStored(const std::string &key, std::int64_t by,
                                          Milliseconds timeToLive = {})
    {
        const std::lock_guard lock(m_mutex);
        dropExpired();
        const auto place = m_store.find(key);
        if (place == m_store.end()) {
            return write(key, std::to_string(by), timeToLive) ? std::optional(by) : std::nullopt;
        }
        std::int64_t number = 0;
        const std::string &text = place->second.value;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size() ||
            __builtin_add_overflow(number, by, &number)) {
            return std::nullopt;
        }
        place->second.value = std::to_string(number);
        return number;
    }

    // ---- The clock.

    // Moves both clocks forward: what would have expired meanwhile has.
    void advance(std::chrono::nanoseconds by) { m_advance += by.count(); }
    [[nodiscard]] std::int64_t wallTime() const
    {
        return nanoseconds(std::chrono::system_clock::now()) + m_advance;
    }
    [[nodiscard]] std::int64_t monotonicTime() const
    {
        return nanoseconds(std::chrono::steady_clock::now()) + m_advance;
    }

    // ---- For the host table.

    void addLine(LogLine line)
    {
        const std::lock_guard lock(m_mutex);
        m_log.push_back(std::move(line));
    }
    gw_counter *makeCounter(std::string_view name) { return make(m_counters, m_gauges, name); }
    gw_gauge *makeGauge(std::string_view name) { return make(m_gauges, m_counters, name); }

    [[nodiscard]] gw_ticket issueTicket()
    {
        const std::lock_guard lock(m_mutex);
        m_issued.insert(++m_lastTicket);
        return m_lastTicket;
    }
    void revokeTicket(gw_ticket ticket)
    {
        const std::lock_guard lock(m_mutex);
        m_issued.erase(ticket);
        m_resumed.erase(ticket);
        m_alarms.erase(ticket);
    }
    void resume(gw_ticket ticket)
    {
        const std::lock_guard lock(m_mutex);
        if (m_issued.count(ticket) > 0) {
            m_resumed.insert(ticket);
            m_wake.notify_all();
        }
    }
    void resumeAfter(gw_ticket ticket, Milliseconds delay)
    {
        const std::lock_guard lock(m_mutex);
        if (m_issued.count(ticket) > 0) {
            m_alarms[ticket] = Clock::now() + delay;
            m_wake.notify_all();
        }
    }
    // False: nobody resumed it in time. The ticket is void afterwards.
    [[nodiscard]] bool waitFor(gw_ticket ticket)
    {
        std::unique_lock lock(m_mutex);
        const Clock::time_point limit = Clock::now() + patience;
        bool isOver = false;
        while (m_resumed.count(ticket) == 0 && !isOver) {
            const auto alarm = m_alarms.find(ticket);
            const bool hasAlarm = alarm != m_alarms.end() && alarm->second < limit;
            const Clock::time_point next = hasAlarm ? alarm->second : limit;
            if (m_wake.wait_until(lock, next) == std::cv_status::timeout) {
                isOver = !hasAlarm;
                if (hasAlarm) {
                    m_resumed.insert(ticket);
                }
            }
        }
        lock.unlock();
        revokeTicket(ticket);
        return !isOver;
    }

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        std::string value;
        std::int64_t expiry; // of monotonicTime(); 0: never
    };

    static constexpr std::size_t kMostNumbers = 1000;
    static constexpr std::size_t kLargestKey = 1024;
    static constexpr std::size_t kLargestValue = 1024 * 1024;

    template <typename Time>
    static std::int64_t nanoseconds(Time time)
    {
        return std::chrono::nanoseconds(time.time_since_epoch()).count();
    }
    template <typename List>
    static auto named(List &list, std::string_view name) -> decltype(&list.front())
    {
        for (auto &number : list) {
            if (number.name == name) {
                return &number;
            }
        }
        return nullptr;
    }
    template <typename List, typename Others>
    typename List::value_type *make(List &list, Others &others, std::string_view name)
    {
        constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
        const std::lock_guard lock(m_mutex);
        if (auto *there = named(list, name)) {
            return there;
        }
        if (name.empty() || name.size() > 128 ||
            name.find_first_not_of(kAllowed) != std::string_view::npos ||
            named(others, name) != nullptr || list.size() + others.size() >= kMostNumbers) {
            return nullptr;
        }
        auto &made = list.emplace_back();
        made.name = name;
        return &made;
    }
    bool write(const std::string &key, std::string value, Milliseconds timeToLive)
    {
        if (key.size() > kLargestKey || value.size() > kLargestValue) {
            return false;
        }
        const std::int64_t expiry =
            timeToLive.count() > 0 ? monotonicTime() + std::chrono::nanoseconds(timeToLive).count()
                                   : 0;
        m_store[key] = Entry{std::move(value), expiry};
        return true;
    }
    void dropExpired()
    {
        const std::int64_t now = monotonicTime();
        for (auto place = m_store.begin(); place != m_store.end();) {
            const bool isExpired = place->second.expiry != 0 && place->second.expiry <= now;
            place = isExpired ? m_store.erase(place) : std::next(place);
        }
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<LogLine> m_log;
    std::deque<gw_counter> m_counters;
    std::deque<gw_gauge> m_gauges;
    std::map<std::string, Entry> m_store;
    std::atomic<std::int64_t> m_advance{0};
    gw_ticket m_lastTicket = 0;
    std::set<gw_ticket> m_issued;
    std::set<gw_ticket> m_resumed;
    std::map<gw_ticket, Clock::time_point> m_alarms;
};

} // namespace gw::testing
