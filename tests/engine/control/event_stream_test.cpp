// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_service.h"
#include "control/event_stream.h"
#include "engine/control/event_text.h"
#include "engine/control/fake_exchange.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"
#include "support/run_in.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gw;
using namespace gw::control;
using testing::Event;
using testing::eventsOf;
using testing::FakeEngine;
using testing::FakeExchange;

namespace {

constexpr int kEventPatience = 3000; // ms

std::size_t countOf(const FakeExchange &exchange, std::string_view type)
{
    const auto events = eventsOf(exchange.body);
    return static_cast<std::size_t>(
        std::ranges::count_if(events, [type](const Event &event) { return event.type == type; }));
}

runtime::RecordBatch batchOf(std::size_t count)
{
    runtime::RecordBatch batch;
    for (std::size_t i = 1; i <= count; ++i) {
        batch.push_back(testing::tracedRecord(i));
    }
    return batch;
}

} // namespace

class EventStreamTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void beginsAStream();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void sendsFiguresEverySecond();
    void gathersRecordsIntoOneEvent();
    void sendsOnlyTheTopicsAskedFor();
    void sendsLogLines();
    void sendsReloadReports();
    void sendsPluginsWhenTheyChange();
    void sendsWhatHappensToPlugins();
    void numbersEvents();
    void boundsOneEvent();
    void dropsWholeBatchesForASlowClient();
    void boundsWhatWaitsForABusyWorker();
    void tracesWhileSomebodyAskedForIt();
    void listensOnlyWhileSomebodyDoes();
    void boundsTheNumberOfStreams();
    void keepsIdleStreamsAlive();
    void endsStreamsWhenTheEngineStops();
    void worksAcrossThreads();

private:
    std::unique_ptr<FakeExchange> open(const std::string &query = {})
    {
        auto exchange = std::make_unique<FakeExchange>(m_peer, "GET", "/tyk/events" + query);
        m_stream->open(*exchange);
        QCoreApplication::processEvents(); // the hub hears of it
        return exchange;
    }
    void record(const runtime::RecordBatch &batch)
    {
        for (const auto &[id, listener] : m_engine->recordListeners) {
            listener(batch);
        }
    }
    // One round of the hub: batches come one after the other.
    [[nodiscard]] bool waitForRound()
    {
        bool isDone = false;
        const auto connection =
            connect(m_hub.get(), &EventHub::flushed, this, [&isDone] { isDone = true; });
        const bool hasCome = QTest::qWaitFor([&isDone] { return isDone; }, kEventPatience);
        disconnect(connection);
        QCoreApplication::processEvents(); // the stream gets it
        return hasCome;
    }

    http::Peer m_peer{
        .address = "127.0.0.1", .port = 1, .isTls = false, .clientCertificateSha256 = {}};
    std::unique_ptr<Log> m_log;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<ControlService> m_service;
    std::unique_ptr<EventHub> m_hub;
    std::unique_ptr<EventStream> m_stream;
};

void EventStreamTest::init()
{
    m_log = std::make_unique<Log>(testing::quietLog());
    m_engine = std::make_unique<FakeEngine>();
    m_service = std::make_unique<ControlService>(*m_engine, *m_log,
                                                 testing::ServiceFixture::defaultOptions());
    m_hub = std::make_unique<EventHub>(*m_service);
    m_stream = std::make_unique<EventStream>(*m_hub);
}

void EventStreamTest::cleanup()
{
    m_stream.reset();
    m_hub.reset();
    m_service.reset();
    m_engine.reset();
    m_log.reset();
}

void EventStreamTest::beginsAStream()
{
    const auto exchange = open("?topics=log");
    QVERIFY(exchange->isStarted);
    QVERIFY(!exchange->isEnded);
    QCOMPARE(exchange->field("Content-Type"), std::string("text/event-stream"));
    QCOMPARE(exchange->field("Cache-Control"), std::string("no-store"));
    QCOMPARE(exchange->body, std::string("retry: 2000\n\n"));
    exchange->leave();
    QCOMPARE(m_stream->subscribers(), 0U);
}

void EventStreamTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown topic") << QByteArray("GET") << QByteArray("?topics=log,rain") << 400;
    QTest::newRow("empty topic") << QByteArray("GET") << QByteArray("?topics=log,,traffic") << 400;
    QTest::newRow("method") << QByteArray("POST") << QByteArray() << 405;
}

void EventStreamTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    FakeExchange exchange(m_peer, method.toStdString(), "/tyk/events" + query.toStdString());
    m_stream->open(exchange);
    QVERIFY(exchange.isEnded);
    QCOMPARE(exchange.response().status, status);
    QCOMPARE(m_stream->subscribers(), 0U);
}

void EventStreamTest::sendsFiguresEverySecond()
{
    m_engine->figures.requests = 7;
    const auto exchange = open("?topics=metrics");
    QVERIFY(waitForRound()); // at once
    QCOMPARE(countOf(*exchange, "metrics"), 1U);
    QCOMPARE(eventsOf(exchange->body)[0].json[QLatin1StringView("requests")].toInt(), 7);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(waitForRound());
    QVERIFY(timer.elapsed() > 500);
    QCOMPARE(countOf(*exchange, "metrics"), 2U);
    exchange->leave();
}

void EventStreamTest::gathersRecordsIntoOneEvent()
{
    const auto exchange = open("?topics=traffic");
    record(batchOf(2));
    record(batchOf(3));
    QVERIFY(waitForRound());
    const auto events = eventsOf(exchange->body);
    QCOMPARE(events.size(), 1U);
    QCOMPARE(events[0].json[QLatin1StringView("records")].toArray().size(), 5);
    QCOMPARE(events[0].json[QLatin1StringView("skipped")].toInt(), 0);
    const QJsonObject first = events[0].json[QLatin1StringView("records")].toArray()[0].toObject();
    QCOMPARE(first[QLatin1StringView("trace")].toArray().size(), 1);
    exchange->leave();
}

void EventStreamTest::sendsOnlyTheTopicsAskedFor()
{
    const auto traffic = open("?topics=traffic");
    const auto both = open("?topics=traffic,metrics");
    const auto all = open();
    record(batchOf(1));
    QVERIFY(waitForRound());
    QCOMPARE(countOf(*traffic, "traffic"), 1U);
    QCOMPARE(countOf(*traffic, "metrics"), 0U);
    QCOMPARE(countOf(*both, "traffic"), 1U);
    QCOMPARE(countOf(*both, "metrics"), 1U);
    QCOMPARE(countOf(*both, "plugins"), 0U);
    QCOMPARE(countOf(*all, "plugins"), 1U);
    for (const auto *exchange : {&traffic, &both, &all}) {
        (*exchange)->leave();
    }
}

void EventStreamTest::sendsLogLines()
{
    const auto exchange = open("?topics=log");
    m_log->warning("Listen path collision\nline two", {{"api_id", std::string_view("orders")}});
    m_log->flush();
    QVERIFY(waitForRound());
    const auto events = eventsOf(exchange->body);
    QCOMPARE(events.size(), 1U);
    const QJsonObject line = events[0].json[QLatin1StringView("lines")].toArray()[0].toObject();
    QCOMPARE(line[QLatin1StringView("level")].toString(), QStringLiteral("warn"));
    QCOMPARE(line[QLatin1StringView("message")].toString(),
             QStringLiteral("Listen path collision\nline two"));
    QCOMPARE(line[QLatin1StringView("fields")].toObject()[QLatin1StringView("api_id")].toString(),
             QStringLiteral("orders"));
    exchange->leave();
}

void EventStreamTest::sendsReloadReports()
{
    const auto exchange = open("?topics=reload");
    runtime::ReloadReport report;
    report.generation = 3;
    report.apis = {testing::apiReport("orders", runtime::ApiState::Failed, {"line 1"})};
    for (const auto &[id, listener] : m_engine->reloadListeners) {
        listener(report);
    }
    QVERIFY(waitForRound());
    const auto events = eventsOf(exchange->body);
    QCOMPARE(events.size(), 1U);
    QCOMPARE(events[0].type, std::string("reload"));
    QCOMPARE(events[0].json[QLatin1StringView("generation")].toInt(), 3);
    QCOMPARE(events[0].json[QLatin1StringView("failures")].toInt(), 1);
    exchange->leave();
}

void EventStreamTest::sendsPluginsWhenTheyChange()
{
    const auto exchange = open("?topics=plugins,metrics");
    QVERIFY(waitForRound());
    QVERIFY(waitForRound()); // a second later, nothing new
    QCOMPARE(countOf(*exchange, "plugins"), 1U);
    m_engine->rows.emplace_back().symbol = "New";
    QVERIFY(waitForRound());
    QCOMPARE(countOf(*exchange, "plugins"), 2U);
    exchange->leave();
}

void EventStreamTest::sendsWhatHappensToPlugins()
{
    const auto exchange = open("?topics=plugins");
    QVERIFY(waitForRound());
    for (const auto &[id, listener] : m_engine->pluginListeners) {
        listener({.kind = runtime::PluginEvent::Kind::Refused,
                  .path = "/p/post.so",
                  .generation = 2,
                  .previousGeneration = 2,
                  .reason = "init failed"});
    }
    QVERIFY(waitForRound());
    QCOMPARE(countOf(*exchange, "plugin"), 1U);
    const QJsonObject event = eventsOf(exchange->body).back().json.object();
    QCOMPARE(event[QLatin1StringView("event")].toString(), QStringLiteral("refused"));
    QCOMPARE(event[QLatin1StringView("path")].toString(), QStringLiteral("/p/post.so"));
    QCOMPARE(event[QLatin1StringView("reason")].toString(), QStringLiteral("init failed"));
    exchange->leave();
    QVERIFY(QTest::qWaitFor([this] { return m_engine->pluginListeners.empty(); }, 10'000));
}

void EventStreamTest::numbersEvents()
{
    const auto exchange = open("?topics=traffic");
    record(batchOf(1));
    QVERIFY(waitForRound());
    record(batchOf(1));
    QVERIFY(waitForRound());
    const auto events = eventsOf(exchange->body);
    QCOMPARE(std::stoi(events[1].id), std::stoi(events[0].id) + 1);
    exchange->leave();
}

// What does not fit comes with the next rounds; what those have no room for is counted.
void EventStreamTest::boundsOneEvent()
{
    const auto exchange = open("?topics=traffic");
    const auto told = [&exchange](QLatin1StringView what) {
        qsizetype all = 0;
        for (const auto &event : eventsOf(exchange->body)) {
            all += event.json[what].toArray().size() + event.json[what].toInt();
        }
        return all;
    };
    record(batchOf(3000));
    QVERIFY(waitForRound());
    const auto first = told(QLatin1StringView("records"));
    QVERIFY(first > 100 && first < 3000);
    QVERIFY(exchange->body.size() < EventHub::kMaxEventBytes + 8192);
    while (told(QLatin1StringView("records")) < 3000) {
        QVERIFY(waitForRound());
    }
    QCOMPARE(told(QLatin1StringView("skipped")), 0);
    constexpr int kTooMany = static_cast<int>(EventHub::kMaxRecords) + 904;
    record(batchOf(kTooMany));
    while (told(QLatin1StringView("records")) + told(QLatin1StringView("skipped")) <
           3000 + kTooMany) {
        QVERIFY(waitForRound());
    }
    QCOMPARE(told(QLatin1StringView("skipped")), 904);
    exchange->leave();
}

void EventStreamTest::dropsWholeBatchesForASlowClient()
{
    FakeExchange exchange(m_peer, "GET", "/tyk/events");
    const EventHub::Subscription subscription{.topics = *topicsOf("traffic")};
    EventSubscriber subscriber(exchange, subscription, [](const EventSubscriber *) {});
    exchange.isStuck = true;
    const auto batch = [](char name, std::size_t size) {
        auto text = std::make_shared<EventText>();
        text->text =
            "event: " + std::string(1, name) + "\ndata: \"" + std::string(size, name) + "\"\n\n";
        text->events = 1;
        return text;
    };
    const std::size_t big = 400 * 1024;
    subscriber.send(batch('a', big)); // goes out, and the client lags from here on
    subscriber.send(batch('b', big)); // wait, 800 KiB together
    subscriber.send(batch('c', big));
    subscriber.send(batch('d', big)); // dropped
    subscriber.send(batch('e', big)); // dropped
    subscriber.send(batch('f', 100)); // fits again
    QCOMPARE(eventsOf(exchange.body).size(), 1U);

    exchange.isStuck = false;
    exchange.drain();
    std::string order;
    int missed = 0;
    for (const Event &event : eventsOf(exchange.body)) {
        order += event.type == "dropped" ? "!" : event.type;
        missed += event.type == "dropped" ? event.json[QLatin1StringView("count")].toInt() : 0;
    }
    QCOMPARE(order, std::string("abc!f"));
    QCOMPARE(missed, 2);

    // What has gone out waits no longer: there is room again.
    exchange.isStuck = true;
    subscriber.send(batch('x', big));
    subscriber.send(batch('y', big));
    subscriber.send(batch('z', big));
    exchange.isStuck = false;
    exchange.drain();
    QCOMPARE(countOf(exchange, "z"), 1U);
    QCOMPARE(countOf(exchange, "dropped"), 1U); // of before

    // Told as soon as the client has caught up, not with the next event.
    exchange.isStuck = true;
    subscriber.send(batch('g', big));
    subscriber.send(batch('h', 3 * big));
    exchange.isStuck = false;
    exchange.drain();
    QVERIFY(exchange.body.ends_with("event: dropped\ndata: {\"count\":1}\n\n"));
}

void EventStreamTest::boundsWhatWaitsForABusyWorker()
{
    const auto exchange = open("?topics=log");
    const TopicSet topics = *topicsOf("log");
    const auto flush = [&](int count) {
        for (int i = 0; i < count; ++i) {
            auto text = std::make_shared<EventText>();
            text->text = "event: log\ndata: \"" + std::string(100'000, 'x') + "\"\n\n";
            text->events = 2;
            auto batch = std::make_shared<EventBatch>();
            batch->bySet[topics.to_ulong()] = std::move(text);
            Q_EMIT m_hub->flushed(batch);
        }
    };
    constexpr int kFits = 41; // into 4 MiB
    flush(kFits + 3);         // and the stream's thread does not get to its events
    QCOMPARE(countOf(*exchange, "log"), 0U);
    QCoreApplication::processEvents();
    QCOMPARE(countOf(*exchange, "log"), std::size_t{kFits});
    const auto events = eventsOf(exchange->body);
    QCOMPARE(events.back().type, std::string("dropped"));
    QCOMPARE(events.back().json[QLatin1StringView("count")].toInt(), 6);

    flush(1); // there is room again
    QCoreApplication::processEvents();
    QCOMPARE(countOf(*exchange, "log"), std::size_t{kFits + 1});
    exchange->leave();
}

void EventStreamTest::tracesWhileSomebodyAskedForIt()
{
    const auto plain = open("?topics=traffic");
    QVERIFY(!m_engine->tracing);
    const auto traced = open("?topics=traffic&trace=on");
    QVERIFY(m_engine->tracing);
    traced->leave();
    QCoreApplication::processEvents();
    QVERIFY(!m_engine->tracing);

    m_service->traceSwitch().setEnabled(true);
    const auto again = open("?trace=on");
    again->leave();
    QCoreApplication::processEvents();
    QVERIFY(m_engine->tracing); // it was on before
    plain->leave();
}

void EventStreamTest::listensOnlyWhileSomebodyDoes()
{
    QVERIFY(m_engine->recordListeners.empty());
    const auto metrics = open("?topics=metrics");
    QVERIFY(m_engine->recordListeners.empty());
    const auto first = open("?topics=traffic");
    const auto second = open();
    QCOMPARE(m_engine->recordListeners.size(), 1U);
    QCOMPARE(m_engine->reloadListeners.size(), 1U);
    first->leave();
    second->leave();
    metrics->leave();
    QCoreApplication::processEvents();
    QVERIFY(m_engine->recordListeners.empty());
    QVERIFY(m_engine->reloadListeners.empty());
}

void EventStreamTest::boundsTheNumberOfStreams()
{
    std::vector<std::unique_ptr<FakeExchange>> exchanges;
    for (std::size_t i = 0; i < EventStream::kMaxSubscribers; ++i) {
        exchanges.push_back(open("?topics=log"));
        QVERIFY(!exchanges.back()->isEnded);
    }
    const auto oneMore = open("?topics=log");
    QVERIFY(oneMore->isEnded);
    QCOMPARE(oneMore->response().status, 503);
    for (const auto &exchange : exchanges) {
        exchange->leave();
    }
    const auto afterwards = open("?topics=log");
    QVERIFY(!afterwards->isEnded);
    afterwards->leave();
}

void EventStreamTest::keepsIdleStreamsAlive()
{
    const auto exchange = open("?topics=log");
    const std::size_t before = exchange->body.size();
    m_stream->sendHeartbeats();
    const std::string beat = exchange->body.substr(before);
    QVERIFY(beat.starts_with(":"));
    QVERIFY(beat.ends_with("\n\n"));
    exchange->leave();
}

void EventStreamTest::endsStreamsWhenTheEngineStops()
{
    const auto exchange = open("?topics=log");
    m_engine->stopping = true;
    QVERIFY(QTest::qWaitFor([&exchange] { return exchange->isEnded; }, kEventPatience));
    QVERIFY(!exchange->isAborted);
    QCOMPARE(m_stream->subscribers(), 0U);
}

void EventStreamTest::worksAcrossThreads()
{
    QThread worker;
    worker.start();
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    context->moveToThread(&worker);
    std::unique_ptr<EventStream> stream;
    FakeExchange exchange(m_peer, "GET", "/tyk/events?topics=traffic,metrics");
    const auto onWorker = [&context](auto function) {
        gw::test::runIn(*context, function);
    };
    onWorker([&] {
        stream = std::make_unique<EventStream>(*m_hub);
        stream->open(exchange);
    });
    QVERIFY(QTest::qWaitFor([this] { return !m_engine->recordListeners.empty(); }, kEventPatience));
    record(batchOf(4));
    QVERIFY(waitForRound());
    // The stream dies on its worker while the hub goes on.
    onWorker([&] { stream.reset(); });
    QCOMPARE(countOf(exchange, "traffic"), 1U);
    QVERIFY(exchange.isEnded);
    QVERIFY(QTest::qWaitFor([this] { return m_engine->recordListeners.empty(); }, kEventPatience));
    context.release()->deleteLater();
    worker.quit();
    worker.wait();
}

GW_TEST(EventStreamTest)
#include "event_stream_test.moc"
