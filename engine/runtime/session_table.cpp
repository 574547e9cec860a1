// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/session_table.h"

namespace gw::runtime {

namespace {

constexpr std::chrono::seconds kLongest = std::chrono::years(100); // longer: for ever

} // namespace

std::optional<request::Session> SessionTable::find(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_sessions.find(std::string(key));
    if (place == m_sessions.end()) {
        return std::nullopt;
    }
    if (place->second.end <= m_now()) {
        m_sessions.erase(place);
        return std::nullopt;
    }
    return place->second.session;
}

bool SessionTable::store(const std::string &key, request::Session session,
                         std::chrono::seconds lifetime)
{
    const bool isForEver = lifetime <= std::chrono::seconds(0) || lifetime > kLongest;
    const std::lock_guard lock(m_mutex);
    const auto place = m_sessions.find(key);
    if (place == m_sessions.end() && m_sessions.size() >= kMaxSessions && !dropExpired()) {
        return false;
    }
    m_sessions.insert_or_assign(
        key, Kept{std::move(session), isForEver ? Clock::time_point::max() : m_now() + lifetime});
    return true;
}

bool SessionTable::dropExpired()
{
    const auto today = std::chrono::duration_cast<std::chrono::seconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count();
    const Clock::time_point now = m_now();
    return std::erase_if(m_sessions, [&](const auto &entry) {
               const Kept &kept = entry.second;
               return kept.end <= now ||
                      (kept.session.expires >= 1 && kept.session.expires <= today);
           }) > 0;
}

} // namespace gw::runtime
