// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_stream.h"

#include "control/exchange_reply.h"

#include <QTimerEvent>

#include <algorithm>

namespace gw::control {

EventStream::EventStream(EventHub &hub)
    : m_hub(hub)
{
}

EventStream::~EventStream()
{
    finishAll();
}

void EventStream::open(http::Exchange &exchange)
{
    if (exchange.request().method != "GET") {
        ControlReply reply = messageReply(405, "Method not supported");
        reply.fields.emplace_back("Allow", "GET");
        sendReply(exchange, reply);
        return;
    }
    ControlRequest request;
    request.query = exchange.request().query();
    const auto topics = topicsOf(queryValue(request, "topics"));
    if (!topics) {
        sendReply(exchange,
                  messageReply(400, "Unknown topic: use log, traffic, metrics, reload, plugins"));
        return;
    }
    if (m_subscribers.size() >= kMaxSubscribers) {
        sendReply(exchange, messageReply(503, "Too many event streams are open"));
        return;
    }
    if (m_subscribers.empty()) {
        listen();
    }
    const bool isTraced = queryValue(request, "trace") == "on";
    const EventHub::Subscription subscription{
        .topics = *topics, .tracing = isTraced ? EventHub::Tracing::On : EventHub::Tracing::AsItIs};
    m_subscribers.push_back(std::make_unique<EventSubscriber>(
        exchange, subscription, [this](const EventSubscriber *gone) { remove(gone); }));
    m_hub.subscribe(subscription);
}

void EventStream::sendHeartbeats()
{
    for (const auto &subscriber : m_subscribers) {
        subscriber->sendHeartbeat();
    }
}

void EventStream::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_heartbeat.timerId()) {
        sendHeartbeats();
    }
}

void EventStream::deliver(const EventBatch &batch)
{
    for (const auto &subscriber : m_subscribers) {
        if (const auto &text = batch.of(subscriber->subscription().topics)) {
            subscriber->send(text);
        }
    }
}

void EventStream::finishAll()
{
    if (m_subscribers.empty()) {
        return; // not connected
    }
    const auto finished = std::move(m_subscribers);
    m_subscribers.clear();
    stopListening();
    for (const auto &subscriber : finished) {
        m_hub.unsubscribe(subscriber->subscription());
        subscriber->finish();
    }
}

void EventStream::remove(const EventSubscriber *subscriber)
{
    m_hub.unsubscribe(subscriber->subscription());
    std::erase_if(m_subscribers,
                  [subscriber](const auto &entry) { return entry.get() == subscriber; });
    if (m_subscribers.empty()) {
        stopListening();
    }
}

void EventStream::listen()
{
    connect(
        &m_hub, &EventHub::flushed, this,
        [this](const std::shared_ptr<const EventBatch> &batch) { deliver(*batch); },
        Qt::QueuedConnection);
    connect(&m_hub, &EventHub::stopping, this, &EventStream::finishAll, Qt::QueuedConnection);
    m_heartbeat.start(kHeartbeat, this);
}

void EventStream::stopListening()
{
    disconnect(&m_hub, nullptr, this, nullptr);
    m_heartbeat.stop();
}

} // namespace gw::control
