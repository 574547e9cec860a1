// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/loaded_hook.h"
#include "plugin/hook_slot.h"
#include "support/room_test.h"

#include <atomic>
#include <thread>

using namespace gw::plugin;
using gw::Clock;

class HookSlotTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAThreadIsInsideOf()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        const auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        HookSlot slot;
        const HookSlot::Owner owner(slot);
        const gw_call call(*hook, request);
        const Clock::time_point start = Clock::now();
        QVERIFY(!slot.runSince(start));
        {
            const HookSlot::Visit visit(call, start);
            QVERIFY(!slot.runSince(start - std::chrono::milliseconds(1))); // not for so long
            const auto run = slot.runSince(start);
            QVERIFY(run);
            QCOMPARE(run->symbol, std::string("Nothing"));
            QCOMPARE(run->path, fixture("good_1").string());
            QCOMPARE(run->apiId, std::string("api-1"));
            QCOMPARE(run->requestId, std::string("request-1"));
            QVERIFY(run->startedAt == start);
            {
                const HookSlot::Visit inner(call, start); // the outer one counts
            }
            QVERIFY(slot.runSince(start));
        }
        QVERIFY(!slot.runSince(start));
    }

    void doesNothingWithoutAnOwner()
    {
        PluginBench bench;
        FakeRequest request(bench.worker);
        const auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        const gw_call call(*hook, request);
        HookSlot slot;
        const HookSlot::Visit visit(call, Clock::now());
        QVERIFY(!slot.runSince(Clock::now()));
    }

    // For the sanitizers: a call must not die while it is read.
    void canBeLookedAtAnyTime()
    {
        PluginBench bench;
        const auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        HookSlot slot;
        std::atomic<bool> isOver = false;
        std::atomic<int> seen = 0;
        std::thread watchdog([&] {
            while (!isOver) {
                if (const auto run = slot.runSince(Clock::now())) {
                    seen += run->symbol == "Nothing" ? 1 : 0;
                }
            }
        });
        const HookSlot::Owner owner(slot);
        FakeRequest request(bench.worker);
        const bool isSeen = QTest::qWaitFor(
            [&] {
                for (int i = 0; i < 1000; ++i) {
                    const auto call = std::make_unique<gw_call>(*hook, request);
                    const HookSlot::Visit visit(*call, Clock::now());
                    if (i % 100 == 0) {
                        std::this_thread::yield();
                    }
                }
                return seen > 100;
            },
            20'000);
        isOver = true;
        watchdog.join();
        QVERIFY(isSeen);
    }
};

GW_TEST(HookSlotTest)
#include "hook_slot_test.moc"
