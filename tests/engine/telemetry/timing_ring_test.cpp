// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "telemetry/event_names.h"
#include "telemetry/timing_ring.h"

#include <memory>
#include <thread>

using gw::telemetry::EventNames;
using gw::telemetry::StepTiming;
using gw::telemetry::TimingRing;

class TimingRingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesKeepTheirAddress()
    {
        EventNames names;
        const std::string *first = names.intern("VersionCheck");
        for (int i = 0; i < 1000; ++i) {
            static_cast<void>(names.intern(std::to_string(i)));
        }
        QCOMPARE(names.intern("VersionCheck"), first);
        QCOMPARE(*first, std::string("VersionCheck"));
    }

    void dropsTheNewWhenFull()
    {
        const auto ring = std::make_unique<TimingRing>();
        for (std::size_t i = 0; i < TimingRing::kCapacity + 3; ++i) {
            ring->push({nullptr, static_cast<std::int64_t>(i)});
        }
        std::vector<StepTiming> timings;
        ring->drain(timings);
        QCOMPARE(timings.size(), TimingRing::kCapacity);
        QCOMPARE(timings.back().nanoseconds, std::int64_t(TimingRing::kCapacity - 1));
        QCOMPARE(ring->dropped(), 3U);
        ring->push({nullptr, 7});
        ring->drain(timings); // appends
        QCOMPARE(timings.back().nanoseconds, 7);
    }

    // What arrives is in order; what is missing was counted as dropped.
    void carriesBetweenTwoThreads()
    {
        constexpr std::int64_t kTimings = 500'000;
        const auto ring = std::make_unique<TimingRing>();
        std::atomic<bool> isOver = false;
        std::thread writer([&] {
            for (std::int64_t i = 1; i <= kTimings; ++i) {
                ring->push({nullptr, i});
            }
            isOver = true;
        });
        std::int64_t last = 0;
        std::uint64_t arrived = 0;
        bool isSound = true;
        for (bool isLast = false; !isLast;) {
            isLast = isOver;
            std::vector<StepTiming> timings;
            ring->drain(timings);
            for (const StepTiming &timing : timings) {
                isSound = isSound && timing.nanoseconds > last;
                last = timing.nanoseconds;
                ++arrived;
            }
        }
        writer.join();
        QVERIFY(isSound);
        QCOMPARE(arrived + ring->dropped(), std::uint64_t(kTimings));
    }
};

GW_TEST(TimingRingTest)
#include "timing_ring_test.moc"
