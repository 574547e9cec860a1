// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/repeat_limit.h"

namespace gw {

namespace {

// Messages that carry their variable part in the text are not equal anyway: beyond so many
// different ones a second, further ones pass uncounted and the memory stays bounded.
constexpr std::size_t kMaxDifferentMessages = 4096;

} // namespace

RepeatLimit::RepeatLimit(std::uint32_t perSecond)
    : m_perSecond(perSecond)
{
}

bool RepeatLimit::admits(LogLevel level, std::string_view message, Time now)
{
    if (m_perSecond == 0 || message.empty()) {
        return true;
    }
    if (m_counts.empty()) {
        m_windowStart = now;
    }
    std::string key(1, static_cast<char>('0' + static_cast<int>(level)));
    key += message;
    auto found = m_counts.find(key);
    if (found == m_counts.end()) {
        if (m_counts.size() >= kMaxDifferentMessages) {
            return true;
        }
        found = m_counts.emplace(std::move(key), Count{level, 0}).first;
    }
    return ++found->second.seen <= m_perSecond;
}

std::vector<RepeatLimit::Suppressed> RepeatLimit::takeSuppressed(Time now)
{
    // A clock that was set back ends the window as well.
    const auto age = now - m_windowStart;
    const bool isOpen = age >= Time::duration::zero() && age < std::chrono::seconds(1);
    if (m_counts.empty() || isOpen) {
        return {};
    }
    return takeAll();
}

std::vector<RepeatLimit::Suppressed> RepeatLimit::takeAll()
{
    std::vector<Suppressed> suppressed;
    for (const auto &[key, count] : m_counts) {
        if (count.seen > m_perSecond) {
            suppressed.push_back({count.level, key.substr(1), count.seen - m_perSecond});
        }
    }
    m_counts.clear();
    return suppressed;
}

} // namespace gw
