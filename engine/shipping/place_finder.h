// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "telemetry/place.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace gw {
class Log;
}

namespace gw::shipping {

// Finds addresses on the map, in a MaxMind data base (analytics_config.geo_ip_db_path). A file that
// is missing or broken is told in the log, and addresses have no place. The file may be replaced:
// it is looked at every hour. Thread: one; blocks on the disk.
class PlaceFinder final {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::hours kInterval{1};

    PlaceFinder(std::string file, Log &log);
    ~PlaceFinder();
    PlaceFinder(const PlaceFinder &) = delete;
    PlaceFinder &operator=(const PlaceFinder &) = delete;

    // Null: not known.
    [[nodiscard]] std::unique_ptr<telemetry::Place> find(const std::string &address,
                                                         Clock::time_point now = Clock::now());

private:
    struct Database;
    // Content of a file as far as that can be told without reading it.
    struct Stamp {
        std::int64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t changedNs = 0;
        bool operator==(const Stamp &) const = default;
    };
    void refresh();
    [[nodiscard]] static Expected<std::unique_ptr<Database>> open(const std::string &file);
    [[nodiscard]] static Stamp stampOf(const std::string &file);

    const std::string m_file;
    Log &m_log;
    std::unique_ptr<Database> m_places;
    Stamp m_stamp;
    Clock::time_point m_nextLook;
};

} // namespace gw::shipping
