// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/stream_gap.h"
#include "support/room_test.h"

using gw::client::TrafficRecord;
using gw::session::TrafficGap;

class StreamGapTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void putsWhatWasMissedInItsPlace();
    void passesNothingTwice();
    void countsWhatIsGone();
    void takesAnEngineThatBeginsAgain();

private:
    static TrafficGap::Records records(quint64 first, quint64 last)
    {
        TrafficGap::Records records;
        for (quint64 number = first; number <= last; ++number) {
            TrafficRecord record;
            record.sequence = number;
            records.append(record);
        }
        return records;
    }

    std::unique_ptr<TrafficGap> m_gap;
    QList<quint64> m_passed;
    quint64 m_skipped = 0;
};

void StreamGapTest::init()
{
    m_passed.clear();
    m_skipped = 0;
    m_gap = std::make_unique<TrafficGap>([this](const TrafficGap::Records &some, quint64 skipped) {
        for (const TrafficRecord &one : some) {
            m_passed.append(one.sequence);
        }
        m_skipped += skipped;
    });
    m_gap->take(records(1, 2), 5);
    QCOMPARE(m_passed, (QList<quint64>{1, 2}));
    QCOMPARE(m_skipped, 5U);
    m_skipped = 0;
    m_gap->open();
    QCOMPARE(m_gap->last(), 2U);
}

void StreamGapTest::putsWhatWasMissedInItsPlace()
{
    m_gap->take(records(6, 6), 0);
    m_gap->take(records(7, 7), 3);
    QCOMPARE(m_passed.size(), 2); // they wait
    m_gap->fill(records(1, 6));
    QCOMPARE(m_passed, (QList<quint64>{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(m_skipped, 3U);
    m_gap->take(records(8, 8), 0);
    QCOMPARE(m_passed.last(), 8U);
}

void StreamGapTest::passesNothingTwice()
{
    m_gap->fill(records(3, 5));
    m_gap->take(records(4, 6), 0); // the engine had told of two of them meanwhile
    QCOMPARE(m_passed, (QList<quint64>{1, 2, 3, 4, 5, 6}));
    m_gap->fill(records(1, 6)); // nobody asked
    QCOMPARE(m_passed.size(), 6);
}

void StreamGapTest::countsWhatIsGone()
{
    m_gap->take(records(12, 12), 0);
    m_gap->fill(records(10, 12));
    QCOMPARE(m_passed, (QList<quint64>{1, 2, 10, 11, 12}));
    QCOMPARE(m_skipped, 7U);
    m_gap->open();
    m_gap->take(records(15, 15), 0);
    m_gap->fill({}); // no answer
    QCOMPARE(m_passed.last(), 15U);
    QCOMPARE(m_skipped, 9U);
}

void StreamGapTest::takesAnEngineThatBeginsAgain()
{
    m_gap->fill(records(3, 9));
    m_gap->forget();
    m_gap->take(records(1, 1), 0);
    QCOMPARE(m_passed.last(), 1U);
    QCOMPARE(m_skipped, 0U);
}

GW_TEST(StreamGapTest)
#include "stream_gap_test.moc"
