// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "telemetry/record_ring.h"

#include <thread>

using gw::telemetry::AnalyticsRecord;
using gw::telemetry::RecordRing;

namespace {

using Records = std::vector<std::unique_ptr<AnalyticsRecord>>;

std::unique_ptr<AnalyticsRecord> numbered(std::uint64_t number)
{
    auto record = std::make_unique<AnalyticsRecord>();
    record->sequence = number;
    return record;
}

} // namespace

class RecordRingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder()
    {
        const auto ring = std::make_unique<RecordRing>();
        Records records;
        ring->drain(records);
        QVERIFY(records.empty());
        QVERIFY(ring->push(numbered(1)));
        QVERIFY(ring->push(numbered(2)));
        ring->drain(records);
        QVERIFY(ring->push(numbered(3)));
        ring->drain(records); // appends
        QCOMPARE(records.size(), 3U);
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(records[i]->sequence, i + 1);
        }
    }

    // Whole bodies behind a reader that lags must not fill the memory.
    void dropsTheNewWhenDetailsFillIt()
    {
        const auto ring = std::make_unique<RecordRing>();
        const auto heavy = [] {
            auto record = numbered(1);
            record->rawRequest.assign(RecordRing::kMostDetailBytes / 2, 'x');
            return record;
        };
        QVERIFY(ring->push(heavy()));
        QVERIFY(ring->push(heavy()));
        QVERIFY(!ring->push(heavy()));
        QVERIFY(ring->push(numbered(2))); // without details it costs little
        QCOMPARE(ring->dropped(), 1U);
        Records records;
        ring->drain(records);
        QCOMPARE(records.size(), 3U);
        QVERIFY(ring->push(heavy())); // there is room again
    }

    void dropsTheNewWhenFull()
    {
        const auto ring = std::make_unique<RecordRing>();
        for (std::size_t i = 0; i < RecordRing::kCapacity; ++i) {
            QVERIFY(ring->push(numbered(i)));
        }
        QVERIFY(!ring->push(numbered(99'999)));
        QVERIFY(!ring->push(numbered(99'999)));
        QCOMPARE(ring->dropped(), 2U);
        Records records;
        ring->drain(records);
        QCOMPARE(records.size(), RecordRing::kCapacity);
        QCOMPARE(records.front()->sequence, 0U);
        QCOMPARE(records.back()->sequence, RecordRing::kCapacity - 1);
        QVERIFY(ring->push(numbered(7)));
        QCOMPARE(ring->dropped(), 2U);
    }

    void goesRoundMoreThanOnce()
    {
        const auto ring = std::make_unique<RecordRing>();
        std::uint64_t next = 0;
        std::uint64_t expected = 0;
        for (int round = 0; round < 20; ++round) {
            for (int i = 0; i < 1000; ++i) {
                QVERIFY(ring->push(numbered(next++)));
            }
            Records records;
            ring->drain(records);
            QCOMPARE(records.size(), 1000U);
            for (const auto &record : records) {
                QCOMPARE(record->sequence, expected++);
            }
        }
    }

    // What arrives is in order and whole; what is missing was counted as dropped.
    void carriesBetweenTwoThreads()
    {
        constexpr std::uint64_t kRecords = 100'000;
        const auto ring = std::make_unique<RecordRing>();
        std::atomic<bool> isOver = false;
        std::thread writer([&] {
            for (std::uint64_t i = 1; i <= kRecords; ++i) {
                auto record = numbered(i);
                record->path = std::to_string(i);
                ring->push(std::move(record));
            }
            isOver = true;
        });
        std::uint64_t arrived = 0;
        std::uint64_t last = 0;
        bool isSound = true;
        for (bool isLast = false; !isLast;) {
            isLast = isOver;
            Records records;
            ring->drain(records);
            for (const auto &record : records) {
                isSound = isSound && record && record->sequence > last &&
                          record->path == std::to_string(record->sequence);
                last = record ? record->sequence : last;
                ++arrived;
            }
        }
        writer.join();
        QVERIFY(isSound);
        QVERIFY(arrived > 0);
        QCOMPARE(arrived + ring->dropped(), kRecords);
    }
};

GW_TEST(RecordRingTest)
#include "record_ring_test.moc"
