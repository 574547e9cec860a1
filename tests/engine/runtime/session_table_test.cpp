// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/session_table.h"
#include "support/room_test.h"

#include <thread>

using namespace std::chrono_literals;
using gw::request::Session;
using gw::runtime::SessionTable;

namespace {

Session sessionOf(const std::string &alias)
{
    Session session;
    session.alias = alias;
    return session;
}

} // namespace

class SessionTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasStored()
    {
        SessionTable table;
        QVERIFY(!table.find("a"));
        QVERIFY(table.store("a", sessionOf("ann")));
        QCOMPARE(table.find("a")->alias, std::string("ann"));
        QVERIFY(!table.find("A"));
        QVERIFY(table.store("a", sessionOf("bob")));
        QCOMPARE(table.find("a")->alias, std::string("bob"));
    }

    void refusesNewKeysWhenFull()
    {
        SessionTable table;
        for (std::size_t i = 0; i < SessionTable::kMaxSessions; ++i) {
            QVERIFY(table.store(std::to_string(i), sessionOf("x")));
        }
        QVERIFY(!table.store("one more", sessionOf("y")));
        QVERIFY(!table.find("one more"));
        QVERIFY(table.store("0", sessionOf("changed"))); // a key that it knows
        QCOMPARE(table.find("0")->alias, std::string("changed"));
    }

    void forgetsWhenTheLifetimeIsOver()
    {
        SessionTable::Clock::time_point now;
        SessionTable table([&now] { return now; });
        QVERIFY(table.store("short", sessionOf("s"), 60s));
        QVERIFY(table.store("long", sessionOf("l"), std::chrono::seconds::max()));
        QVERIFY(table.store("ever", sessionOf("e")));
        now += 59s;
        QCOMPARE(table.find("short")->alias, std::string("s"));
        QVERIFY(table.store("again", sessionOf("a"), 60s));
        now += 1s;
        QVERIFY(!table.find("short"));
        QVERIFY(table.find("again"));
        QVERIFY(table.store("again", sessionOf("a"), 60s)); // begins anew
        now += 59s;
        QVERIFY(table.find("again"));
        now += 24h * 365 * 200;
        QVERIFY(table.find("long"));
        QVERIFY(table.find("ever"));
    }

    void makesRoomOfWhatIsOver()
    {
        SessionTable::Clock::time_point now;
        SessionTable table([&now] { return now; });
        for (std::size_t i = 0; i < SessionTable::kMaxSessions; ++i) {
            QVERIFY(table.store(std::to_string(i), sessionOf("x"), 10s));
        }
        now += 9s;
        QVERIFY(!table.store("one more", sessionOf("y")));
        now += 1s;
        QVERIFY(table.store("one more", sessionOf("y")));
    }

    void isSharedByThreads()
    {
        SessionTable table;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&table, i] {
                for (int n = 0; n < 1000; ++n) {
                    const std::string key = std::to_string(n);
                    static_cast<void>(table.store(key, sessionOf("t" + std::to_string(i))));
                    static_cast<void>(table.find(key));
                }
            });
        }
        for (std::thread &thread : threads) {
            thread.join();
        }
        QVERIFY(table.find("999")->alias.starts_with('t'));
    }
};

GW_TEST(SessionTableTest)
#include "session_table_test.moc"
