// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "upstream/balancer.h"

#include <map>
#include <thread>

using namespace gw::upstream;

namespace {

std::vector<Target> targets(int count)
{
    std::vector<Target> result;
    for (int i = 0; i < count; ++i) {
        auto origin = std::make_shared<Origin>();
        origin->host = "h" + std::to_string(i);
        result.push_back({std::move(origin), "/base", ""});
    }
    return result;
}

} // namespace

class BalancerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasNothingToGiveWithoutTargets() { QVERIFY(!Balancer({}).next()); }
    void goesRoundFromTheFirst();
    void passesOverWhatIsDown();
    void givesEachThreadItsShare();
};

void BalancerTest::goesRoundFromTheFirst()
{
    const Balancer balancer(targets(3));
    std::string order;
    for (int i = 0; i < 7; ++i) {
        order += balancer.next()->origin->host;
    }
    QCOMPARE(order, "h0h1h2h0h1h2h0");
}

void BalancerTest::passesOverWhatIsDown()
{
    HostHealth health;
    std::vector<Target> tested = targets(3);
    for (Target &target : tested) {
        target.isDown = health.isDown(target.origin->host, 80);
    }
    const Balancer balancer(std::move(tested));
    const auto order = [&] {
        std::string names;
        for (int i = 0; i < 3; ++i) {
            const Target *target = balancer.next();
            names += target == nullptr ? "-" : target->origin->host;
        }
        return names;
    };
    health.setDown("h1", 80, true);
    QCOMPARE(order(), "h0h2h2");
    health.setDown("h1", 81, true); // another port
    health.setDown("h1", 80, false);
    QCOMPARE(order(), "h0h1h2");
    for (const char *host : {"h0", "h1", "h2"}) {
        health.setDown(host, 80, true);
    }
    QCOMPARE(order(), "---");
}

void BalancerTest::givesEachThreadItsShare()
{
    const Balancer balancer(targets(4));
    std::vector<std::map<const Target *, int>> taken(4);
    std::vector<std::thread> threads;
    for (auto &mine : taken) {
        threads.emplace_back([&mine, &balancer] {
            for (int i = 0; i < 1000; ++i) {
                ++mine[balancer.next()];
            }
        });
    }
    std::map<const Target *, int> sum;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        for (const auto &[target, count] : taken[i]) {
            sum[target] += count;
        }
    }
    for (const auto &[target, count] : sum) {
        QCOMPARE(count, 1000);
    }
}

GW_TEST(BalancerTest)
#include "balancer_test.moc"
