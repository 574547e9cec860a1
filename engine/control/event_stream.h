// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/event_subscriber.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <vector>

namespace gw::control {

// The event streams of one worker: /tyk/events[?topics=log,traffic][&trace=on]. Access was checked
// before. Thread: its worker.
class EventStream final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMaxSubscribers = 32; // a worker
    static constexpr std::chrono::seconds kHeartbeat{15};

    explicit EventStream(EventHub &hub);
    ~EventStream() override; // cuts off what is still open

    // Answers the exchange: with a stream, or with an error.
    void open(http::Exchange &exchange);

    [[nodiscard]] std::size_t subscribers() const { return m_subscribers.size(); }
    void sendHeartbeats();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void deliver(const EventBatch &batch);
    void finishAll();
    void remove(const EventSubscriber *subscriber);
    void listen();
    void stopListening();

    EventHub &m_hub;
    QBasicTimer m_heartbeat;
    std::vector<std::unique_ptr<EventSubscriber>> m_subscribers;
};

} // namespace gw::control
