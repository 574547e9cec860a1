// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/event_batch.h"
#include "control/log_collector.h"
#include "runtime/engine.h"

#include <QBasicTimer>
#include <QObject>

#include <chrono>
#include <vector>

namespace gw::control {

class ControlService;

// Collects what happens in the engine and sends it ten times a second to the event streams of the
// workers. It listens to the engine only while somebody has subscribed to the topic. It outlives
// the workers. Thread: control, but subscribe() and unsubscribe().
class EventHub final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kInterval{100};
    static constexpr std::chrono::milliseconds kMetricsInterval{1000};
    // Of one event with log lines or records. Lines that do not fit are counted as "skipped";
    // records wait for the next round, as many as kMaxRecords.
    static constexpr std::size_t kMaxEventBytes = 256 * 1024;
    static constexpr std::size_t kMaxRecords = 4096;

    explicit EventHub(ControlService &service);
    ~EventHub() override;

    enum class Tracing : std::uint8_t { AsItIs, On };
    struct Subscription {
        TopicSet topics = {};
        Tracing tracing = Tracing::AsItIs;
    };
    // Thread: any. Takes effect on the control thread; each is to be undone once.
    void subscribe(Subscription subscription);
    void unsubscribe(Subscription subscription);

Q_SIGNALS:
    // Sent on the control thread. Whoever takes it elsewhere bounds what waits.
    void flushed(const std::shared_ptr<const gw::control::EventBatch> &batch);
    // The engine is stopping: end the streams, or it waits for them.
    void stopping();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void change(Subscription subscription, int difference);
    [[nodiscard]] bool isWanted(Topic topic) const;
    void updateSources();
    void watchPauses(bool isOn);
    void collect();
    void collectLog();
    void collectTraffic();
    // name: of the event; empty means the topic's.
    void addEvent(Topic topic, std::string_view json, std::string_view name = {});
    [[nodiscard]] std::shared_ptr<const EventBatch> takeBatch();

    ControlService &m_service;
    LogCollector m_logLines;
    std::array<int, std::size_t{1} << kTopics> m_subscribers{}; // by set of topics
    QBasicTimer m_timer;
    std::chrono::steady_clock::time_point m_lastMetrics;
    int m_recordListener = -1;
    int m_reloadListener = -1;
    int m_pluginListener = -1;
    int m_pauseListener = -1;
    runtime::RecordBatch m_records; // that were not sent yet
    std::uint64_t m_recordsSkipped = 0;
    std::string m_lastPlugins; // as sent
    std::uint64_t m_sequence = 0;
    struct Event {
        Topic topic;
        std::string text;
    };
    std::vector<Event> m_events; // since the last round
};

} // namespace gw::control
