// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/session_store.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace gw::runtime {

// Sessions that plugins asked to keep, in memory, by key. Bounded: the store refuses new keys when
// it is full, it never forgets one that is valid before its time. Thread: any; each call takes one
// short lock.
class SessionTable final : public chain::SessionStore {
public:
    static constexpr std::size_t kMaxSessions = 100'000;

    using Clock = std::chrono::steady_clock;
    explicit SessionTable(std::function<Clock::time_point()> now = &Clock::now)
        : m_now(std::move(now))
    {
    }

    [[nodiscard]] std::optional<request::Session> find(std::string_view key) override;
    // lifetime: after which it is not found any more; zero: it always is. False: full.
    bool store(const std::string &key, request::Session session,
               std::chrono::seconds lifetime = std::chrono::seconds(0));

private:
    struct Kept {
        request::Session session;
        Clock::time_point end; // of its lifetime
    };
    // True when there is room again. Called with the lock held.
    [[nodiscard]] bool dropExpired();

    const std::function<Clock::time_point()> m_now;
    std::mutex m_mutex;
    std::unordered_map<std::string, Kept> m_sessions;
};

} // namespace gw::runtime
