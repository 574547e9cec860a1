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
    // Of batches that wait for a worker that is busy; further ones are dropped whole, and told.
    static constexpr std::size_t kMaxWaitingBytes = 4 * 1024 * 1024;

    explicit EventStream(EventHub &hub);
    ~EventStream() override; // cuts off what is still open

    // Answers the exchange: with a stream, or with an error.
    void open(http::Exchange &exchange);

    [[nodiscard]] std::size_t subscribers() const { return m_subscribers.size(); }
    void sendHeartbeats();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Inbox; // between the hub's thread and this one

    void takeIn();
    void finishAll();
    void remove(const EventSubscriber *subscriber);
    void listen();
    void stopListening();

    EventHub &m_hub;
    std::shared_ptr<Inbox> m_inbox;
    QMetaObject::Connection m_flushed;
    QBasicTimer m_heartbeat;
    std::vector<std::unique_ptr<EventSubscriber>> m_subscribers;
};

} // namespace gw::control
