// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_subscriber.h"

#include <utility>

namespace gw::control {

EventSubscriber::EventSubscriber(http::Exchange &exchange, EventHub::Subscription subscription,
                                 std::function<void(EventSubscriber *)> whenGone)
    : m_exchange(exchange)
    , m_subscription(subscription)
    , m_whenGone(std::move(whenGone))
{
    http::ResponseHead &head = m_exchange.response();
    head.status = 200;
    head.fields.set("Content-Type", "text/event-stream");
    head.fields.set("Cache-Control", "no-store");
    head.fields.set("X-Content-Type-Options", "nosniff");
    head.fields.set("X-Accel-Buffering", "no"); // nginx in between must not collect
    m_exchange.setObserver(this);
    m_exchange.startResponse(std::nullopt);
    m_isLagging = !m_exchange.write("retry: 2000\n\n");
}

void EventSubscriber::send(const std::shared_ptr<const EventText> &text)
{
    if (m_isLagging && m_waitingBytes + text->text.size() > kMaxUnsent) {
        m_dropped += text->events;
        return;
    }
    if (m_dropped > 0) {
        put(dropNotice());
    }
    put(text);
}

void EventSubscriber::noteDropped(std::size_t events)
{
    m_dropped += events;
    if (!m_isLagging && m_dropped > 0) {
        put(dropNotice());
    }
}

void EventSubscriber::sendHeartbeat()
{
    if (!m_isLagging) {
        m_isLagging = !m_exchange.write(": still here\n\n");
    }
}

void EventSubscriber::finish()
{
    m_exchange.setObserver(nullptr);
    m_exchange.finish(nullptr);
}

void EventSubscriber::onDrained()
{
    m_isLagging = false;
    while (!m_isLagging && !m_waiting.empty()) {
        const std::shared_ptr<const EventText> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingBytes -= next->text.size();
        put(next);
    }
    if (!m_isLagging && m_dropped > 0) {
        put(dropNotice());
    }
}

void EventSubscriber::onClientGone()
{
    const auto whenGone = std::exchange(m_whenGone, {});
    whenGone(this);
}

void EventSubscriber::put(const std::shared_ptr<const EventText> &text)
{
    if (m_isLagging) {
        m_waitingBytes += text->text.size();
        m_waiting.push_back(text);
        return;
    }
    m_isLagging = !m_exchange.write(text->text);
}

std::shared_ptr<const EventText> EventSubscriber::dropNotice()
{
    auto notice = std::make_shared<EventText>();
    notice->text =
        "event: dropped\ndata: {\"count\":" + std::to_string(std::exchange(m_dropped, 0)) + "}\n\n";
    return notice;
}

} // namespace gw::control
