// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_hub.h"

#include "control/breakpoint_json.h"
#include "control/control_service.h"
#include "control/plugin_routes.h"
#include "control/record_json.h"

#include <QTimerEvent>

#include <algorithm>
#include <numeric>

namespace gw::control {

namespace {

// Writes elements until the event is full; returns how many it took.
template <typename Range, typename Write>
std::size_t writeBounded(JsonWriter &json, const Range &range, const Write &write)
{
    std::size_t count = 0;
    json.beginArray();
    for (const auto &element : range) {
        if (json.size() >= EventHub::kMaxEventBytes) {
            break;
        }
        write(json, element);
        ++count;
    }
    json.endArray();
    return count;
}

} // namespace

EventHub::EventHub(ControlService &service)
    : m_service(service)
    , m_logLines(service.log())
{
}

EventHub::~EventHub()
{
    m_subscribers.fill(0);
    updateSources();
}

void EventHub::subscribe(Subscription subscription)
{
    QMetaObject::invokeMethod(
        this, [this, subscription] { change(subscription, 1); }, Qt::QueuedConnection);
}

void EventHub::unsubscribe(Subscription subscription)
{
    QMetaObject::invokeMethod(
        this, [this, subscription] { change(subscription, -1); }, Qt::QueuedConnection);
}

void EventHub::change(Subscription subscription, int difference)
{
    m_subscribers[subscription.topics.to_ulong()] += difference;
    if (subscription.tracing == Tracing::On && difference > 0) {
        m_service.traceSwitch().addWatcher();
    } else if (subscription.tracing == Tracing::On) {
        m_service.traceSwitch().removeWatcher();
    }
    if (difference > 0) {
        m_lastMetrics = {}; // a new console gets the figures at once
        m_lastPlugins.clear();
    }
    updateSources();
}

bool EventHub::isWanted(Topic topic) const
{
    const std::size_t bit = std::size_t{1} << static_cast<std::size_t>(topic);
    for (std::size_t set = 0; set < m_subscribers.size(); ++set) {
        if ((set & bit) != 0 && m_subscribers[set] > 0) {
            return true;
        }
    }
    return false;
}

void EventHub::updateSources()
{
    EnginePort &engine = m_service.engine();
    if (isWanted(Topic::Log)) {
        m_logLines.start();
    } else {
        m_logLines.stop();
    }
    if (isWanted(Topic::Traffic) && m_recordListener < 0) {
        m_recordListener = engine.addRecordListener([this](const runtime::RecordBatch &records) {
            const std::size_t kept = std::min(records.size(), kMaxRecords - m_records.size());
            m_records.insert(m_records.end(), records.begin(),
                             records.begin() + static_cast<std::ptrdiff_t>(kept));
            m_recordsSkipped += records.size() - kept;
        });
    } else if (!isWanted(Topic::Traffic) && m_recordListener >= 0) {
        engine.removeRecordListener(std::exchange(m_recordListener, -1));
        m_records.clear();
        m_recordsSkipped = 0;
    }
    if (isWanted(Topic::Reload) && m_reloadListener < 0) {
        m_reloadListener = engine.addReloadListener([this](const runtime::ReloadReport &report) {
            JsonWriter json;
            json.beginObject();
            writeReloadMembers(json, report);
            json.endObject();
            addEvent(Topic::Reload, json.result());
        });
    } else if (!isWanted(Topic::Reload) && m_reloadListener >= 0) {
        engine.removeReloadListener(std::exchange(m_reloadListener, -1));
    }
    if (isWanted(Topic::Plugins) && m_pluginListener < 0) {
        m_pluginListener = engine.addPluginListener([this](const runtime::PluginEvent &event) {
            JsonWriter json;
            writePluginEvent(json, event);
            addEvent(Topic::Plugins, json.result(), "plugin");
        });
    } else if (!isWanted(Topic::Plugins) && m_pluginListener >= 0) {
        engine.removePluginListener(std::exchange(m_pluginListener, -1));
    }
    if (isWanted(Topic::Pauses) != (m_pauseListener >= 0)) {
        watchPauses(isWanted(Topic::Pauses));
    }
    const bool hasSubscribers = std::accumulate(m_subscribers.begin(), m_subscribers.end(), 0) > 0;
    if (hasSubscribers && !m_timer.isActive()) {
        m_timer.start(kInterval, this);
    } else if (!hasSubscribers) {
        m_timer.stop();
        m_events.clear();
    }
}

// Whoever listens has breakpoints stop requests; without a listener none does.
void EventHub::watchPauses(bool isOn)
{
    runtime::PauseDesk *desk = m_service.engine().pauses();
    if (desk == nullptr) {
        m_pauseListener = -1;
        return;
    }
    if (isOn) {
        m_pauseListener = desk->addListener([this](const runtime::PauseEvent &event) {
            JsonWriter json;
            writePauseEvent(json, event);
            addEvent(Topic::Pauses, json.result(), event.request ? "paused" : "released");
        });
    } else {
        desk->removeListener(std::exchange(m_pauseListener, -1));
    }
    desk->setWatched(isOn);
}

void EventHub::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        return;
    }
    collect();
    if (!m_events.empty()) {
        Q_EMIT flushed(takeBatch());
    }
    if (m_service.engine().isStopping()) {
        Q_EMIT stopping();
    }
}

void EventHub::collect()
{
    collectLog();
    collectTraffic();
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastMetrics < kMetricsInterval) {
        return;
    }
    m_lastMetrics = now;
    if (isWanted(Topic::Metrics)) {
        JsonWriter json;
        writeCounters(json, m_service.engine().counters());
        addEvent(Topic::Metrics, json.result());
    }
    if (isWanted(Topic::Plugins)) {
        std::string plugins = pluginListJson(m_service.engine());
        if (plugins != m_lastPlugins) {
            addEvent(Topic::Plugins, plugins);
            m_lastPlugins = std::move(plugins);
        }
    }
}

void EventHub::collectLog()
{
    const LogCollector::Lines lines = m_logLines.take();
    if (lines.records.empty()) {
        return;
    }
    JsonWriter json;
    json.beginObject().key("lines");
    const std::size_t written = writeBounded(json, lines.records, writeLogRecord);
    json.key("skipped").number(lines.lost + lines.records.size() - written);
    json.endObject();
    addEvent(Topic::Log, json.result());
}

void EventHub::collectTraffic()
{
    if (m_records.empty()) {
        return;
    }
    JsonWriter json;
    json.beginObject().key("records");
    const std::size_t written = writeBounded(
        json, m_records, [](JsonWriter &out, const auto &record) { writeRecord(out, *record); });
    json.key("skipped").number(std::exchange(m_recordsSkipped, 0));
    json.endObject();
    addEvent(Topic::Traffic, json.result());
    // The others come with the next round; records that find no room until then are counted.
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(written));
}

void EventHub::addEvent(Topic topic, std::string_view json, std::string_view name)
{
    std::string text = "id: " + std::to_string(++m_sequence) + "\nevent: ";
    text += name.empty() ? kTopicNames[static_cast<std::size_t>(topic)] : name;
    text += "\ndata: ";
    text += json; // one line: the writer escapes line ends
    text += "\n\n";
    m_events.push_back({topic, std::move(text)});
}

std::shared_ptr<const EventBatch> EventHub::takeBatch()
{
    auto batch = std::make_shared<EventBatch>();
    for (std::size_t set = 0; set < m_subscribers.size(); ++set) {
        if (m_subscribers[set] <= 0) {
            continue;
        }
        auto content = std::make_shared<EventText>();
        for (const Event &event : m_events) {
            if (TopicSet(set).test(static_cast<std::size_t>(event.topic))) {
                content->text += event.text;
                ++content->events;
            }
        }
        if (content->events > 0) {
            batch->bySet[set] = std::move(content);
        }
    }
    m_events.clear();
    return batch;
}

} // namespace gw::control
