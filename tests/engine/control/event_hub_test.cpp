// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_service.h"
#include "control/event_hub.h"
#include "control/event_stream.h"
#include "engine/control/event_text.h"
#include "engine/control/fake_exchange.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QSignalSpy>

#include <algorithm>

namespace gw::control {

namespace {

constexpr int kHubPatience = 20'000; // milliseconds

} // namespace

class EventHubTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNoMoreRecordsThanItMay();
    void givesANewStreamNothingFromBefore();
    void letsBreakpointsStopOnlyWhileAskedFor();
};

void EventHubTest::keepsNoMoreRecordsThanItMay()
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
    QTRY_COMPARE_WITH_TIMEOUT(std::ranges::count_if(watched, isKept), 0, kHubPatience);
    QVERIFY(rounds.size() > 1); // they did not fit into one
    hub.unsubscribe(subscription);
    std::string all;
    for (const QList<QVariant> &round : std::as_const(rounds)) {
        const auto batch = round.front().value<std::shared_ptr<const EventBatch>>();
        const auto &text = batch->bySet[subscription.topics.to_ulong()];
        QVERIFY(text->text.size() < EventHub::kMaxEventBytes + 64U * 1024);
        all += text->text;
    }
    qsizetype records = 0;
    std::int64_t skipped = 0;
    for (const testing::Event &event : testing::eventsOf(all)) {
        records += event.json[QLatin1StringView("records")].toArray().size();
        skipped += event.json[QLatin1StringView("skipped")].toInteger();
    }
    QCOMPARE(records, static_cast<qsizetype>(EventHub::kMaxRecords));
    QCOMPARE(skipped, 99);
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

// A stream that names no topics is a log watcher's, not a debugger's.
void EventHubTest::letsBreakpointsStopOnlyWhileAskedFor()
{
    Log log(testing::quietLog());
    testing::FakeEngine engine;
    ControlService service(engine, log, testing::ServiceFixture::defaultOptions());
    EventHub hub(service);
    EventStream stream(hub);
    runtime::PauseDesk &desk = engine.desk;
    desk.configure({.isEnabled = true, .set = {.breakpoints = {{.id = "b1", .step = "client"}}}});
    const http::Peer peer;
    testing::FakeExchange everything(peer, "GET", "/tyk/events");
    testing::FakeExchange exchange(peer, "GET", "/tyk/events?topics=pauses");
    const auto events = [&exchange] {
        return testing::eventsOf(exchange.body);
    };
    bool isReleased = false;
    const auto release = [&isReleased](const proxy::PauseEnd &) {
        isReleased = true;
    };
    stream.open(everything);
    QCoreApplication::processEvents(); // the hub hears of it
    QVERIFY(!desk.isWatched());
    QCOMPARE(desk.pause({}, release), 0U);

    stream.open(exchange);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isWatched(), kHubPatience);
    proxy::PausedRequest request;
    request.breakpoint = "b1";
    QCOMPARE(desk.pause(request, release), 1U);
    QTRY_COMPARE_WITH_TIMEOUT(events().size(), 1U, kHubPatience);
    QCOMPARE(events()[0].type, std::string("paused"));
    QCOMPARE(events()[0].json[QLatin1StringView("id")].toString(), QStringLiteral("1"));
    QCOMPARE(events()[0].json[QLatin1StringView("breakpoint")].toString(), QStringLiteral("b1"));
    QVERIFY(desk.release(1, {.reason = proxy::ReleaseReason::Edited}));
    QVERIFY(std::exchange(isReleased, false));
    QTRY_COMPARE_WITH_TIMEOUT(events().size(), 2U, kHubPatience);
    QCOMPARE(events()[1].type, std::string("released"));
    QCOMPARE(events()[1].json.toJson(QJsonDocument::Compact),
             QByteArray(R"({"how":"edited","id":"1"})"));

    QCOMPARE(desk.pause(request, release), 2U);
    exchange.leave();
    QTRY_VERIFY_WITH_TIMEOUT(isReleased, kHubPatience);
    QVERIFY(!desk.isWatched());
    QVERIFY(everything.body.find("event: paused") == std::string::npos);
    everything.leave();
}

} // namespace gw::control

GW_TEST(gw::control::EventHubTest)
#include "event_hub_test.moc"
