// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/record_desk.h"

#include "runtime/redis_options.h"
#include "shipping/access_log.h"
#include "shipping/path_patterns.h"
#include "shipping/place_finder.h"
#include "shipping/record_collector.h"
#include "spec/gateway_config.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

namespace gw::runtime {

using namespace std::chrono_literals;
using telemetry::RecordInterest;

namespace {

constexpr auto kPatience = 5s;      // for analytics plugins and a slow disk at the end
constexpr auto kRedisPatience = 3s; // for what Redis has not taken at the end
// What waits for a control thread that is busy; older records are in the file, but not shown.
constexpr std::size_t kMostWaiting = 4 * Engine::kRecentRecords;

constexpr std::size_t kMostDetailBytes = std::size_t{64} << 20; // of recorded bodies

// Leaves the newest.
template <typename Records>
void dropOldest(Records &records, std::size_t mostRecords)
{
    std::size_t kept = 0;
    std::size_t details = 0;
    for (auto record = records.rbegin(); record != records.rend() && kept < mostRecords; ++record) {
        details += (*record)->detailBytes();
        if (details > kMostDetailBytes) {
            break;
        }
        ++kept;
    }
    records.erase(records.begin(), records.end() - static_cast<std::ptrdiff_t>(kept));
}

} // namespace

struct RecordDesk::Inbox {
    std::mutex mutex;
    RecordBatch waiting;
    RecordDesk *desk = nullptr; // null: gone
    bool isPosted = false;

    void put(RecordBatch batch)
    {
        const std::lock_guard lock(mutex);
        waiting.insert(waiting.end(), std::make_move_iterator(batch.begin()),
                       std::make_move_iterator(batch.end()));
        dropOldest(waiting, kMostWaiting);
        if (desk != nullptr && !isPosted) {
            isPosted = QMetaObject::invokeMethod(
                desk, [receiver = desk] { receiver->takeIn(); }, Qt::QueuedConnection);
        }
    }
};

RecordDesk::RecordDesk(std::atomic<RecordInterest> &interest, Log &log)
    : m_interest(interest)
    , m_log(log)
    , m_inbox(std::make_shared<Inbox>())
{
    m_inbox->desk = this;
}

RecordDesk::~RecordDesk()
{
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->desk = nullptr;
}

Expected<void> RecordDesk::open(const spec::GatewayConfig &config, const Folders &folders)
{
    openAccessLog(config.accessLogs);
    if (auto patterns = openPatterns(config.analyticsConfig.normaliseUrls); !patterns) {
        return patterns;
    }
    if (!config.enableAnalytics) {
        return {};
    }
    const spec::EngineOptions &own = config.gatewright;
    const std::string folder =
        own.analyticsFolder.empty() ? folders.state + "/analytics" : own.analyticsFolder;
    auto file = shipping::RecordFile::open({folder + "/analytics.jsonl",
                                            static_cast<std::uint64_t>(own.analyticsFileBytes),
                                            own.analyticsFiles},
                                           m_log);
    if (!file) {
        Error error = file.error();
        error.what = "Analytics records cannot be kept: " + error.what;
        return tl::unexpected(std::move(error));
    }
    m_file = std::move(*file);
    m_isFiling = true;
    if (config.analyticsConfig.enableGeoIp) {
        m_places = std::make_unique<shipping::PlaceFinder>(
            (std::filesystem::path(folders.workspace) / config.analyticsConfig.geoIpDbPath)
                .string(),
            m_log);
    }
    if (spec::namesRedis(config.storage)) {
        m_redis = std::make_shared<shipping::RedisShipper>(redisOptions(config, folders.workspace),
                                                           m_log);
    }
    return {};
}

void RecordDesk::openAccessLog(const spec::AccessLogsConfig &config)
{
    if (!config.enabled) {
        return;
    }
    m_accessLog = std::make_unique<shipping::AccessLog>(config.fields, m_log);
    for (const std::string &name : m_accessLog->unknownFields()) {
        m_log.warning("The access log has no such field",
                      {{"prefix", std::string_view("main")}, {"field", std::string_view(name)}});
    }
    m_isLogging = true;
}

Expected<void> RecordDesk::openPatterns(const spec::NormaliseUrls &config)
{
    if (!config.enabled) {
        return {};
    }
    auto patterns = shipping::PathPatterns::make({config.normaliseUuids, config.normaliseUlids,
                                                  config.normaliseNumbers, config.customPatterns});
    if (!patterns) {
        return tl::unexpected(patterns.error());
    }
    m_patterns = std::move(*patterns);
    return {};
}

void RecordDesk::start(std::vector<telemetry::RecordRing *> rings)
{
    m_collector = std::make_unique<shipping::RecordCollector>(shipping::RecordCollector::Parts{
        std::move(rings), std::move(m_file), m_redis, std::move(m_accessLog), std::move(m_patterns),
        std::move(m_places), [inbox = m_inbox](RecordBatch batch) { inbox->put(std::move(batch)); },
        m_log});
    updateInterest();
}

bool RecordDesk::finish()
{
    if (m_collector == nullptr) {
        return true;
    }
    bool isBack = m_collector->finish(kPatience);
    if (isBack && m_redis != nullptr) {
        isBack = m_redis->finish(kRedisPatience);
    }
    takeIn();
    return isBack;
}

void RecordDesk::setTracing(bool isOn)
{
    m_isTracing = isOn;
    updateInterest();
}

int RecordDesk::addListener(std::function<void(const RecordBatch &)> listener)
{
    const int id = m_listeners.add(std::move(listener));
    updateInterest();
    return id;
}

void RecordDesk::removeListener(int id)
{
    m_listeners.remove(id);
    updateInterest();
}

std::uint64_t RecordDesk::lostRecords() const
{
    return m_collector == nullptr ? 0 : m_collector->lostRecords();
}

std::optional<RedisCounters> RecordDesk::redis() const
{
    if (m_redis == nullptr) {
        return std::nullopt;
    }
    shipping::RedisShipper::State state = m_redis->state();
    return RedisCounters{state.sent, state.dropped, state.waiting, std::move(state.problem)};
}

void RecordDesk::updateInterest()
{
    RecordInterest interest = m_isFiling ? RecordInterest::Tracked : RecordInterest::None;
    if (m_isLogging || m_isTracing || !m_listeners.isEmpty()) {
        interest = RecordInterest::All;
    }
    m_interest.store(interest, std::memory_order_relaxed);
    if (m_collector != nullptr) {
        m_collector->setActive(interest != RecordInterest::None);
    }
}

void RecordDesk::takeIn()
{
    RecordBatch batch;
    {
        const std::lock_guard lock(m_inbox->mutex);
        batch.swap(m_inbox->waiting);
        m_inbox->isPosted = false;
    }
    if (batch.empty()) {
        return;
    }
    m_recent.insert(m_recent.end(), batch.begin(), batch.end());
    dropOldest(m_recent, Engine::kRecentRecords);
    m_listeners.tell(batch);
}

} // namespace gw::runtime
