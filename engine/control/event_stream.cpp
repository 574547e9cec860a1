// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_stream.h"

#include "control/exchange_reply.h"

#include <QTimerEvent>

#include <algorithm>
#include <mutex>

namespace gw::control {

// What the hub has sent and the worker has not taken. A worker inside of a hook takes nothing,
// maybe never: what waits for it is bounded.
struct EventStream::Inbox {
    std::mutex mutex;
    std::vector<std::shared_ptr<const EventBatch>> waiting; // oldest first
    std::size_t waitingBytes = 0;
    std::array<std::size_t, std::size_t{1} << kTopics> dropped{}; // events, by set of topics
    EventStream *stream = nullptr;                                // null: gone
    bool isPosted = false;

    void put(const std::shared_ptr<const EventBatch> &batch)
    {
        const std::lock_guard lock(mutex);
        if (waitingBytes + batch->bytes() > kMaxWaitingBytes) {
            for (std::size_t set = 0; set < dropped.size(); ++set) {
                dropped[set] += batch->bySet[set] ? batch->bySet[set]->events : 0;
            }
        } else {
            waitingBytes += batch->bytes();
            waiting.push_back(batch);
        }
        if (stream != nullptr && !isPosted) {
            isPosted = QMetaObject::invokeMethod(
                stream, [receiver = stream] { receiver->takeIn(); }, Qt::QueuedConnection);
        }
    }
};

EventStream::EventStream(EventHub &hub)
    : m_hub(hub)
    , m_inbox(std::make_shared<Inbox>())
{
    m_inbox->stream = this;
}

EventStream::~EventStream()
{
    finishAll();
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->stream = nullptr;
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
                  messageReply(400, "Unknown topic: use log, traffic, metrics, reload, plugins, "
                                    "pauses"));
        return;
    }
    if (m_subscribers.size() >= kMaxSubscribers) {
        sendReply(exchange, messageReply(503, "Too many event streams are open"));
        return;
    }
    if (m_subscribers.empty()) {
        listen();
    }
    takeIn(); // what came before it is not for the new one
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

void EventStream::takeIn()
{
    decltype(Inbox::waiting) batches;
    decltype(Inbox::dropped) dropped{};
    {
        const std::lock_guard lock(m_inbox->mutex);
        batches.swap(m_inbox->waiting);
        std::swap(dropped, m_inbox->dropped);
        m_inbox->waitingBytes = 0;
        m_inbox->isPosted = false;
    }
    for (const auto &subscriber : m_subscribers) {
        const TopicSet topics = subscriber->subscription().topics;
        for (const auto &batch : batches) {
            if (const auto &text = batch->of(topics)) {
                subscriber->send(text);
            }
        }
        subscriber->noteDropped(dropped[topics.to_ulong()]);
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
    // On the hub's thread: this one may be busy.
    m_flushed = connect(
        &m_hub, &EventHub::flushed, &m_hub,
        [inbox = m_inbox](const std::shared_ptr<const EventBatch> &batch) { inbox->put(batch); },
        Qt::DirectConnection);
    connect(&m_hub, &EventHub::stopping, this, &EventStream::finishAll, Qt::QueuedConnection);
    m_heartbeat.start(kHeartbeat, this);
}

void EventStream::stopListening()
{
    disconnect(m_flushed);
    disconnect(&m_hub, nullptr, this, nullptr);
    m_heartbeat.stop();
}

} // namespace gw::control
