// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/services.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gw::plugin {

// The key-value store of an engine that stands alone: in memory, with expiry and a limit on its
// size. Thread: any; every operation takes one short lock.
class MemoryStore final : public request::KeyValueStore {
public:
    using Now = std::function<std::chrono::steady_clock::time_point()>;

    static constexpr std::size_t kLargestKey = 1024;
    static constexpr std::size_t kLargestValue = 1024 * 1024;

    // mostBytes: of keys and values together. now: the clock, replaced by tests.
    explicit MemoryStore(std::size_t mostBytes = 64 * 1024 * 1024,
                         Now now = &std::chrono::steady_clock::now);

    [[nodiscard]] std::optional<std::string> get(std::string_view key) override;
    bool set(std::string_view key, std::string_view value,
             std::chrono::milliseconds lifetime) override;
    bool remove(std::string_view key) override;
    std::optional<std::int64_t> increment(std::string_view key, std::int64_t delta,
                                          std::chrono::milliseconds lifetime) override;

    [[nodiscard]] std::size_t
    size() const; // entries, expired ones that were not yet dropped included

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Expiries = std::multimap<TimePoint, std::string>;

    struct Entry {
        std::string value;
        Expiries::iterator expiry; // end(): never
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    using Entries = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

    void dropExpired();
    void erase(Entries::iterator entry);
    bool write(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime);

    const std::size_t m_mostBytes;
    const Now m_now;
    mutable std::mutex m_mutex;
    Entries m_entries;
    Expiries m_expiries;
    std::size_t m_bytes = 0;
};

} // namespace gw::plugin
