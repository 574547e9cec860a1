// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/access_log.h"
#include "shipping/record_file.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace gw::telemetry {
class RecordRing;
}

namespace gw::shipping {

class PathPatterns;
class PlaceFinder;
class RedisShipper;

// Empties the workers' rings on a thread of its own: runs analytics plugins, numbers the records,
// writes them to the file and the access log, offers them to Redis, hands them on. What it is too
// late for was dropped and counted by the rings, and is told in the log. Thread: control, unless a
// function says otherwise.
class RecordCollector final {
public:
    struct Parts {
        std::vector<telemetry::RecordRing *> rings; // they outlive finish()
        std::unique_ptr<RecordFile> file;           // may be null
        std::shared_ptr<RedisShipper> redis;        // may be null
        std::unique_ptr<AccessLog> accessLog;       // may be null
        std::unique_ptr<PathPatterns> patterns;     // of paths; may be null
        std::unique_ptr<PlaceFinder> places;        // of clients; may be null
        std::function<void(RecordBatch)> deliver;   // called on the collecting thread
        Log &log;
    };

    explicit RecordCollector(Parts parts);
    ~RecordCollector(); // finish() with little patience
    RecordCollector(const RecordCollector &) = delete;
    RecordCollector &operator=(const RecordCollector &) = delete;

    // While nobody wants records, the thread sleeps.
    void setActive(bool isActive);
    // Takes what the rings still hold, writes it durably and ends the thread. Nobody pushes any
    // more. False: an analytics plugin has not returned in time; rings are not touched again.
    [[nodiscard]] bool finish(std::chrono::milliseconds patience);

    // Records that the disk has not taken.
    [[nodiscard]] std::uint64_t lostRecords() const;

private:
    class Worker;
    std::shared_ptr<Worker> m_worker; // shared with the thread, which may outlive this
};

} // namespace gw::shipping
