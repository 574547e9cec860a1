// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/loaded_hook.h"
#include "plugin/plugin_hook.h"
#include "support/room_test.h"

#include <QElapsedTimer>

#include <thread>

using namespace gw::plugin;
using namespace std::chrono_literals;
using Kind = gw::request::StepResult::Kind;

namespace {

// Answers like a service would: later, on the worker.
class FakeCaller final : public ServiceCaller {
public:
    ServiceRequest asked;
    ServiceReply reply;

    void start(const gw::request::WorkerServices &services, ServiceRequest request,
               std::function<void(ServiceReply)> whenDone) override
    {
        asked = std::move(request);
        services.worker.post([this, whenDone = std::move(whenDone)] { whenDone(reply); });
    }
};

} // namespace

class PluginHookTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFailureIs500AndTellsWhy_data()
    {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<QString>("why");
        QTest::newRow("exception")
            << QStringLiteral("ThrowStandard") << QStringLiteral("no database");
        QTest::newRow("other exception")
            << QStringLiteral("ThrowOther") << QStringLiteral("no std::exception");
        QTest::newRow("status") << QStringLiteral("ReturnNonsense")
                                << QStringLiteral("returned status 77");
        QTest::newRow("ticket") << QStringLiteral("SuspendWithoutTicket")
                                << QStringLiteral("without a ticket");
    }
    void aFailureIs500AndTellsWhy()
    {
        QFETCH(const QString, symbol);
        QFETCH(const QString, why);
        PluginBench bench;
        FakeRequest request(bench.worker);
        const auto hook = bench.hook(symbol.toStdString());
        QVERIFY(hook);
        const auto result = hook->run(request);
        QCOMPARE(result.kind(), Kind::Fail);
        QCOMPARE(result.status(), 500);
        QCOMPARE(result.message(), std::string("Internal Server Error"));
        QVERIFY2(QString::fromStdString(request.error).contains(why), request.error.c_str());
        QCOMPARE(request.replyBody, std::string());
        QCOMPARE(bench.catalog->list().front().totals.errors, 1U);
    }

    void countsAndTimes()
    {
        PluginBench bench;
        const auto hook = bench.hook("Sleep");
        for (int i = 0; i < 3; ++i) {
            FakeRequest request(bench.worker);
            QCOMPARE(hook->run(request).kind(), Kind::Continue);
        }
        const HookStats::Totals totals = bench.catalog->list().front().totals;
        QCOMPARE(totals.calls, 3U);
        QCOMPARE(totals.errors, 0U);
        QVERIFY(totals.time.p50Ns >= 30'000'000);
        QCOMPARE(hook->stepName(), "GoPluginMiddleware:" + fixture("hooks").string() + ":Sleep");
    }

    void warnsOfASlowHook()
    {
        PluginBench bench;
        std::atomic<int> warnings = 0;
        bench.worker.log.addListener([&](const gw::LogRecord &record) {
            warnings += record.level == gw::LogLevel::Warning &&
                                record.message.starts_with("Plugin hook held up")
                            ? 1
                            : 0;
        });
        FakeRequest request(bench.worker);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(bench.hook("Sleep")->run(request).kind(), Kind::Continue);
        }
        bench.worker.log.flush();
        QCOMPARE(warnings.load(), 1); // at most one a second
    }

    void blockingHooksRunElsewhere()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        const auto hook = bench.hook("SleepBlocking");
        QVERIFY(hook->isBlocking());
        QCOMPARE(hook->run(request).kind(), Kind::Suspend);
        QVERIFY(!request.result);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.result->kind(), Kind::Continue);
        QCOMPARE(request.field("X-Slept"), std::string("yes"));
    }

    void aFullPoolIs503()
    {
        PluginBench bench;
        bench.worker.pool.isFull = true;
        FakeRequest request(bench.worker);
        const auto result = bench.hook("SleepBlocking")->run(request);
        QCOMPARE(result.kind(), Kind::Fail);
        QCOMPARE(result.status(), 503);
    }

    void resumesFromAnotherThread()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("WaitForThread")->run(request).kind(), Kind::Suspend);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.result->kind(), Kind::Continue);
        request.result.reset();
        bench.worker.suspended.resume((gw_ticket(3) << 48) +
                                      1); // stale: ignored, like the thread's second one
        QCoreApplication::processEvents();
        QVERIFY(!request.result);
    }

    void ignoresUnknownTickets()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("WaitForTest")->run(request).kind(), Kind::Suspend);
        const gw_ticket ticket = (gw_ticket(3) << 48) + 1;
        for (const gw_ticket wrong :
             {gw_ticket(0), ticket + 1, gw_ticket(9) << 48, ~gw_ticket(0)}) {
            bench.worker.suspended.resume(wrong);
        }
        QCoreApplication::processEvents();
        QVERIFY(!request.result);
        bench.worker.suspended.resume(ticket);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.field("X-Round"), std::string("1"));
        QCOMPARE(bench.worker.store.get("state.released").value_or("0"), std::string("1"));
    }

    void resumesAfterATime()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        QCOMPARE(
            bench.hook("WaitSuspended", HookKind::Request, example("waiting"))->run(request).kind(),
            Kind::Suspend);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(request.waitForResult());
        QVERIFY(timer.elapsed() >= 19);
        QCOMPARE(request.field("X-Waited"), std::string("suspended"));
    }

    void givesUpOnACallThatNobodyResumes()
    {
        PluginBench bench(nullptr, 30ms);
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("WaitForTest")->run(request).kind(), Kind::Suspend);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.result->kind(), Kind::Fail);
        QCOMPARE(request.result->status(), 504);
        QCOMPARE(bench.worker.store.get("state.released").value_or("0"), std::string("1"));
        bench.worker.suspended.resume((gw_ticket(3) << 48) + 1); // too late
        QCoreApplication::processEvents();
    }

    void doesNotRunAHookWhoseClientLeft()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("WaitForTest")->run(request).kind(), Kind::Suspend);
        request.isAbandoned = true;
        bench.worker.suspended.resume((gw_ticket(3) << 48) + 1);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.field("X-Round"), std::string());
        QCOMPARE(bench.worker.store.get("state.released").value_or("0"), std::string("1"));
    }

    void asksAnotherService()
    {
        FakeCaller caller;
        caller.reply = {ServiceReply::Outcome::Arrived, 201, {{"X-A", "header"}}, "body", {}};
        PluginBench bench(&caller);
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("Ask")->run(request).kind(), Kind::Suspend);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.value("reply"), std::string("body header"));
        QCOMPARE(caller.asked.method, std::string("POST"));
        QCOMPARE(caller.asked.body, std::string("question"));
        QCOMPARE(caller.asked.headers.front().first, std::string("X-Q"));

        caller.reply = {ServiceReply::Outcome::TimedOut, 0, {}, {}, "no answer"};
        FakeRequest second(bench.worker);
        QCOMPARE(bench.hook("Ask")->run(second).kind(), Kind::Suspend);
        QVERIFY(second.waitForResult());
        QCOMPARE(second.value("reply"), std::string("no answer"));
    }

    void asksAndWaitsInABlockingHook()
    {
        FakeCaller caller;
        caller.reply = {ServiceReply::Outcome::Arrived, 200, {}, "waited", {}};
        PluginBench bench(&caller);
        FakeRequest request(bench.worker);
        QCOMPARE(bench.hook("AskBlocking")->run(request).kind(), Kind::Suspend);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.value("reply"), std::string("waited"));
    }

    void costsLittle()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        const auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        constexpr int kCalls = 200'000;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kCalls; ++i) {
            if (hook->run(request).kind() != Kind::Continue) {
                QFAIL("the hook did something");
            }
        }
        const double each = static_cast<double>(timer.nsecsElapsed()) / kCalls;
        qInfo("a hook that does nothing: %.0f ns", each);
        QVERIFY2(each < 5000,
                 "goal: 150 ns; the limit leaves room for sanitizers and busy machines");
    }
};

GW_TEST(PluginHookTest)
#include "plugin_hook_test.moc"
