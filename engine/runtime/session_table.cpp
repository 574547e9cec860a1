// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/session_table.h"

#include <chrono>

namespace gw::runtime {

std::optional<request::Session> SessionTable::find(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_sessions.find(std::string(key));
    if (place == m_sessions.end()) {
        return std::nullopt;
    }
    return place->second;
}

bool SessionTable::store(const std::string &key, request::Session session)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_sessions.find(key);
    if (place == m_sessions.end() && m_sessions.size() >= kMaxSessions && !dropExpired()) {
        return false;
    }
    m_sessions.insert_or_assign(key, std::move(session));
    return true;
}

bool SessionTable::dropExpired()
{
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    return std::erase_if(m_sessions, [&](const auto &entry) {
               return entry.second.expires >= 1 && entry.second.expires <= now;
           }) > 0;
}

} // namespace gw::runtime
