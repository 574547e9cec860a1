// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "runtime/engine.h"
#include "runtime/listener_list.h"
#include "telemetry/record_interest.h"

#include <QObject>

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace gw::shipping {
class AccessLog;
class PathPatterns;
class PlaceFinder;
class RecordCollector;
class RedisShipper;
} // namespace gw::shipping

namespace gw::spec {
struct AccessLogsConfig;
struct NormaliseUrls;
} // namespace gw::spec

namespace gw::telemetry {
class RecordRing;
}

namespace gw::runtime {

// The engine's records once they have left the workers: the collector that takes and files them,
// the last ones for whoever asks, and listeners. Thread: control.
class RecordDesk final : public QObject {
public:
    // interest: what the workers read; kept up to date here.
    RecordDesk(std::atomic<telemetry::RecordInterest> &interest, Log &log);
    ~RecordDesk() override;

    struct Folders {
        std::string state;
        std::string workspace; // where relative paths of settings start
    };
    // Records are filed when analytics is enabled, and logged with access_logs; fails when the file
    // cannot be opened, or a pattern of paths is none.
    [[nodiscard]] Expected<void> open(const spec::GatewayConfig &config, const Folders &folders);
    void start(std::vector<telemetry::RecordRing *> rings);
    // The workers have ended: takes and files what they left. False: an analytics plugin is stuck,
    // or the look-up of the Redis server's name.
    [[nodiscard]] bool finish();

    void setTracing(bool isOn);
    [[nodiscard]] RecordBatch recent() const { return {m_recent.begin(), m_recent.end()}; }
    int addListener(std::function<void(const RecordBatch &)> listener);
    void removeListener(int id);
    // Records that the disk has not taken.
    [[nodiscard]] std::uint64_t lostRecords() const;
    // No value: records do not go to Redis.
    [[nodiscard]] std::optional<RedisCounters> redis() const;

private:
    struct Inbox; // between the collecting thread and this one

    void openAccessLog(const spec::AccessLogsConfig &config);
    [[nodiscard]] Expected<void> openPatterns(const spec::NormaliseUrls &config);
    void updateInterest();
    void takeIn();

    std::atomic<telemetry::RecordInterest> &m_interest;
    Log &m_log;
    std::shared_ptr<Inbox> m_inbox;
    // Until start().
    std::unique_ptr<shipping::RecordFile> m_file;
    std::unique_ptr<shipping::AccessLog> m_accessLog;
    std::unique_ptr<shipping::PathPatterns> m_patterns;
    std::unique_ptr<shipping::PlaceFinder> m_places;
    std::shared_ptr<shipping::RedisShipper> m_redis; // null: records do not go to Redis
    std::unique_ptr<shipping::RecordCollector> m_collector;
    std::deque<std::shared_ptr<const telemetry::AnalyticsRecord>> m_recent;
    ListenerList<const RecordBatch &> m_listeners;
    bool m_isFiling = false;
    bool m_isLogging = false; // access log
    bool m_isTracing = false;
};

} // namespace gw::runtime
