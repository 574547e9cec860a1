// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/session_store.h"

#include <mutex>
#include <unordered_map>

namespace gw::runtime {

// Sessions that plugins asked to keep, in memory, by key. Bounded: the store refuses new keys when
// it is full, it never forgets one that is valid. Thread: any; each call takes one short lock.
class SessionTable final : public chain::SessionStore {
public:
    static constexpr std::size_t kMaxSessions = 100'000;

    [[nodiscard]] std::optional<request::Session> find(std::string_view key) override;
    // False: full.
    bool store(const std::string &key, request::Session session);

private:
    // True when there is room again. Called with the lock held.
    [[nodiscard]] bool dropExpired();

    std::mutex m_mutex;
    std::unordered_map<std::string, request::Session> m_sessions;
};

} // namespace gw::runtime
