// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/memory_store.h"

#include <charconv>

namespace gw::plugin {

namespace {

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

} // namespace

MemoryStore::MemoryStore(std::size_t mostBytes, Now now)
    : m_mostBytes(mostBytes)
    , m_now(std::move(now))
{
}

std::optional<std::string> MemoryStore::get(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    const auto entry = m_entries.find(key);
    return entry == m_entries.end() ? std::nullopt : std::optional(entry->second.value);
}

bool MemoryStore::set(std::string_view key, std::string_view value,
                      std::chrono::milliseconds lifetime)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    return write(key, value, lifetime);
}

bool MemoryStore::remove(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end()) {
        return false;
    }
    erase(entry);
    return true;
}

std::optional<std::int64_t> MemoryStore::increment(std::string_view key, std::int64_t delta,
                                                   std::chrono::milliseconds lifetime)
{
    const std::lock_guard lock(m_mutex);
    dropExpired();
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end()) {
        return write(key, std::to_string(delta), lifetime) ? std::optional(delta) : std::nullopt;
    }
    const auto number = numberOf(entry->second.value);
    std::int64_t sum = 0;
    if (!number || __builtin_add_overflow(*number, delta, &sum)) {
        return std::nullopt;
    }
    m_bytes -= entry->second.value.size();
    entry->second.value = std::to_string(sum);
    m_bytes += entry->second.value.size();
    return sum;
}

std::size_t MemoryStore::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.size();
}

void MemoryStore::dropExpired()
{
    if (m_expiries.empty()) {
        return;
    }
    const TimePoint now = m_now();
    while (!m_expiries.empty() && m_expiries.begin()->first <= now) {
        erase(m_entries.find(m_expiries.begin()->second));
    }
}

void MemoryStore::erase(Entries::iterator entry)
{
    m_bytes -= entry->first.size() + entry->second.value.size();
    if (entry->second.expiry != m_expiries.end()) {
        m_expiries.erase(entry->second.expiry);
    }
    m_entries.erase(entry);
}

bool MemoryStore::write(std::string_view key, std::string_view value,
                        std::chrono::milliseconds lifetime)
{
    if (key.size() > kLargestKey || value.size() > kLargestValue) {
        return false;
    }
    const auto old = m_entries.find(key);
    const std::size_t freed = old == m_entries.end() ? 0 : key.size() + old->second.value.size();
    if (m_bytes - freed + key.size() + value.size() > m_mostBytes) {
        return false;
    }
    if (old != m_entries.end()) {
        erase(old);
    }
    const auto expiry =
        lifetime.count() > 0 ? m_expiries.emplace(m_now() + lifetime, key) : m_expiries.end();
    m_entries.emplace(key, Entry{std::string(value), expiry});
    m_bytes += key.size() + value.size();
    return true;
}

} // namespace gw::plugin
