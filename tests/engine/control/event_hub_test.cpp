// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_service.h"
#include "control/event_hub.h"
#include "control/event_stream.h"
#include "engine/control/event_text.h"
#include "engine/control/fake_exchange.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QSignalSpy>

#include <algorithm>

namespace gw::control {

namespace {

constexpr int kHubPatience = 20'000; // milliseconds

} // namespace

class EventHubTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNoMoreRecordsThanARoundMay();
    void givesANewStreamNothingFromBefore();
};

void EventHubTest::keepsNoMoreRecordsThanARoundMay()
{
    Log log(testing::quietLog());
    testing::FakeEngine engine;
    ControlService service(engine, log, testing::ServiceFixture::defaultOptions());
    EventHub hub(service);
    const EventHub::Subscription subscription{.topics = *topicsOf("traffic")};
    hub.subscribe(subscription);
    QTRY_COMPARE_WITH_TIMEOUT(engine.recordListeners.size(), 1U, kHubPatience);
    QSignalSpy rounds(&hub, &EventHub::flushed);

    std::vector<std::weak_ptr<const telemetry::AnalyticsRecord>> watched;
    for (const std::size_t count : {EventHub::kMaxRecords - 1, std::size_t{100}}) {
        runtime::RecordBatch batch;
        for (std::size_t i = 0; i < count; ++i) {
            watched.emplace_back(batch.emplace_back(testing::tracedRecord(i)));
        }
        engine.recordListeners.begin()->second(batch);
    }
    const auto isKept = [](const auto &record) {
        return !record.expired();
    };
    QCOMPARE(std::ranges::count_if(watched, isKept),
             static_cast<std::ptrdiff_t>(EventHub::kMaxRecords));
    QVERIFY(isKept(watched.front())); // the oldest
    QTRY_VERIFY_WITH_TIMEOUT(!rounds.isEmpty(), kHubPatience);
    QCOMPARE(std::ranges::count_if(watched, isKept), 0);
    hub.unsubscribe(subscription);
}

void EventHubTest::givesANewStreamNothingFromBefore()
{
    Log log(testing::quietLog());
    testing::FakeEngine engine;
    ControlService service(engine, log, testing::ServiceFixture::defaultOptions());
    EventHub hub(service);
    EventStream stream(hub);
    const http::Peer peer;
    testing::FakeExchange first(peer, "GET", "/tyk/events?topics=log");
    testing::FakeExchange second(peer, "GET", "/tyk/events?topics=log");
    const auto flush = [&hub](const char *name) {
        auto text = std::make_shared<EventText>();
        text->text = std::string("event: ") + name + "\ndata: 1\n\n";
        text->events = 1;
        auto batch = std::make_shared<EventBatch>();
        batch->bySet[topicsOf("log")->to_ulong()] = std::move(text);
        Q_EMIT hub.flushed(batch);
    };
    stream.open(first);
    flush("before"); // and waits: the stream's thread does not get to its events
    stream.open(second);
    flush("after");
    QCoreApplication::processEvents();
    const auto types = [](const testing::FakeExchange &exchange) {
        std::string all;
        for (const testing::Event &event : testing::eventsOf(exchange.body)) {
            all += event.type + " ";
        }
        return all;
    };
    QCOMPARE(types(first), std::string("before after "));
    QCOMPARE(types(second), std::string("after "));
    first.leave();
    second.leave();
}

} // namespace gw::control

GW_TEST(gw::control::EventHubTest)
#include "event_hub_test.moc"
