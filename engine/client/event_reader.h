// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"
#include "client/control_channel.h"
#include "client/engine_values.h"
#include "client/sse_parser.h"
#include "client/traffic_record.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace gw::client {

// Listens to an engine's event stream, with tracing on as long as it does if that is wanted. When
// the stream ends it tries again: at once, then after longer and longer waits (kFirstWait doubling
// to kLongestWait). Thread: its own.
//
// Pauses have streams of their own: while one is open breakpoints stop requests, and it is not held
// up by traffic.
class EventReader final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kFirstWait{250};
    static constexpr std::chrono::milliseconds kLongestWait{8000};
    // The engine sends a comment each 15 s, and its figures every second: silence for longer means
    // that nobody is there, or that a hook holds the worker; another one answers then.
    static constexpr std::chrono::milliseconds kLongestSilence{40000};
    static constexpr std::chrono::milliseconds kLongestWithoutFigures{12000};

    enum class Topics : std::uint8_t {
        Engine, // what an engine tells unasked: traffic, log, metrics, reloads, plugins
        Pauses, // of breakpoints; without tracing
    };

    explicit EventReader(EngineAddress address, QObject *parent = nullptr)
        : EventReader(std::move(address), Topics::Engine, parent)
    {
    }
    EventReader(EngineAddress address, Topics topics, QObject *parent = nullptr);
    ~EventReader() override;

    void start();
    // Whether the engine is to trace its requests while this listens; at first it is. A stream that
    // is open is opened again.
    void setTracing(bool isOn);
    [[nodiscard]] bool isTracing() const { return m_isTracing; }
    // Tries now instead of after the wait. Does nothing while connected.
    void retry();
    [[nodiscard]] bool isConnected() const { return m_isConnected; }

Q_SIGNALS:
    void connected(); // also when setTracing() has opened the stream again
    // Also when a try failed; nextTry: from now. Zero: none, for the secret is not the engine's,
    // and it counts who tries.
    void lost(const gw::Error &why, std::chrono::milliseconds nextTry);
    // skipped: what the engine left out because it was too much.
    void trafficArrived(const QList<gw::client::TrafficRecord> &records, quint64 skipped);
    void logArrived(const QList<gw::client::LogLine> &lines, quint64 skipped);
    void metricsArrived(const gw::client::EngineMetrics &metrics);
    void reloaded(const gw::client::ReloadReport &report);
    void pluginsChanged(const QList<gw::client::PluginHook> &hooks,
                        const QList<gw::client::StuckHook> &stuck);
    void paused(const gw::client::PausedRequest &request);
    // how: "continued", "edited", "answered", "timeout", "client gone" or "switched off".
    void released(const QString &id, const QString &how);
    // So many events were lost because this end was too slow.
    void eventsDropped(quint64 count);

private:
    void open();
    void read();
    void end();
    void drop();
    void dispatch(const SseEvent &event);

    ControlChannel m_channel;
    Topics m_topics;
    QPointer<QNetworkReply> m_reply;
    SseParser m_parser;
    QTimer m_retry;
    QTimer m_silence;
    std::chrono::milliseconds m_wait{0};
    bool m_isConnected = false;
    bool m_isTracing;
};

} // namespace gw::client
