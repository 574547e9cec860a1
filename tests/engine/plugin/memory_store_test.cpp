// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/memory_store.h"
#include "support/room_test.h"

#include <thread>

using namespace gw::plugin;
using namespace std::chrono_literals;

class MemoryStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAndForgets()
    {
        MemoryStore store;
        QVERIFY(!store.get("a"));
        QVERIFY(store.set("a", "1", 0ms));
        QVERIFY(store.set("a", "2", 0ms));
        QCOMPARE(store.get("a").value(), std::string("2"));
        QVERIFY(store.remove("a"));
        QVERIFY(!store.remove("a"));
        QCOMPARE(store.size(), std::size_t(0));
    }

    void dropsWhatHasExpired()
    {
        auto now = std::chrono::steady_clock::time_point(1h);
        MemoryStore store(1024, [&now] { return now; });
        QVERIFY(store.set("short", "x", 10ms));
        QVERIFY(store.set("long", "x", 1s));
        QVERIFY(store.set("ever", "x", 0ms));
        now += 9ms;
        QVERIFY(store.get("short"));
        now += 1ms;
        QVERIFY(!store.get("short"));
        QVERIFY(store.get("long"));
        now += 24h;
        QVERIFY(!store.get("long"));
        QVERIFY(store.get("ever"));
        QCOMPARE(store.size(), std::size_t(1));
    }

    void aNewValueHasANewLifetime()
    {
        auto now = std::chrono::steady_clock::time_point(1h);
        MemoryStore store(1024, [&now] { return now; });
        QVERIFY(store.set("a", "1", 10ms));
        QVERIFY(store.set("a", "2", 1s));
        now += 500ms;
        QCOMPARE(store.get("a").value_or("gone"), std::string("2"));
    }

    void addsAndKeepsTheFirstLifetime()
    {
        auto now = std::chrono::steady_clock::time_point(1h);
        MemoryStore store(1024, [&now] { return now; });
        QCOMPARE(store.increment("n", 5, 10ms).value(), 5);
        QCOMPARE(store.increment("n", -2, 1h).value(), 3);
        now += 10ms;
        QCOMPARE(store.increment("n", 1, 0ms).value(), 1);
        QVERIFY(store.set("text", "abc", 0ms));
        QVERIFY(!store.increment("text", 1, 0ms));
        QVERIFY(store.set("big", "9223372036854775807", 0ms));
        QVERIFY(!store.increment("big", 1, 0ms));
    }

    void refusesWhatIsTooLarge()
    {
        MemoryStore store(100);
        QVERIFY(!store.set("k", std::string(100, 'x'), 0ms));
        QVERIFY(store.set("k", std::string(99, 'x'), 0ms));
        QVERIFY(!store.set("l", "", 0ms));
        QVERIFY(store.set("k", "y", 0ms));
        QVERIFY(store.set("l", "", 0ms));
        QVERIFY(!MemoryStore().set(std::string(MemoryStore::kLargestKey + 1, 'k'), "", 0ms));
        QVERIFY(!MemoryStore().set("k", std::string(MemoryStore::kLargestValue + 1, 'k'), 0ms));
    }

    void countsFromManyThreads()
    {
        MemoryStore store;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&store] {
                for (int n = 0; n < 1000; ++n) {
                    (void)store.increment("n", 1, 0ms);
                }
            });
        }
        threads.clear();
        QCOMPARE(store.get("n").value(), std::string("4000"));
    }
};

GW_TEST(MemoryStoreTest)
#include "memory_store_test.moc"
