// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/event_batch.h"
#include "control/event_hub.h"
#include "http/exchange.h"

#include <deque>
#include <functional>
#include <memory>

namespace gw::control {

// One console that listens: sends it batches as fast as it takes them. A client that lags behind
// keeps at most kMaxUnsent bytes waiting; further batches are dropped whole, and in their place
// comes "event: dropped" with the number of events. Thread: the exchange's worker.
class EventSubscriber final : public http::ExchangeObserver {
public:
    static constexpr std::size_t kMaxUnsent = 1024 * 1024;

    // Begins the answer. whenGone is called once, when the client has left; it may delete this.
    EventSubscriber(http::Exchange &exchange, EventHub::Subscription subscription,
                    std::function<void(EventSubscriber *)> whenGone);
    ~EventSubscriber() = default;

    [[nodiscard]] const EventHub::Subscription &subscription() const { return m_subscription; }

    void send(const std::shared_ptr<const EventText> &text);
    // So many events were dropped before they came here: tells the client, too.
    void noteDropped(std::size_t events);
    // A comment that keeps proxies from closing the connection; nothing while the client lags.
    void sendHeartbeat();
    // Ends the stream. The exchange must not be touched afterwards.
    void finish();

    void onDrained() override;
    void onClientGone() override;

private:
    // Writes, or lets it wait when the client lags.
    void put(const std::shared_ptr<const EventText> &text);
    [[nodiscard]] std::shared_ptr<const EventText> dropNotice();

    http::Exchange &m_exchange;
    EventHub::Subscription m_subscription;
    std::function<void(EventSubscriber *)> m_whenGone;
    std::deque<std::shared_ptr<const EventText>> m_waiting;
    std::size_t m_waitingBytes = 0;
    std::size_t m_dropped = 0;
    bool m_isLagging = false; // the last write asked to wait
};

} // namespace gw::control
