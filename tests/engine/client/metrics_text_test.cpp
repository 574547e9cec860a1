// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/metrics_text.h"
#include "support/room_test.h"

using gw::client::hookTimesOf;
using namespace std::chrono_literals;

class MetricsTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheBucketsOfOneHook();
    void knowsNothingOfOthers();
    void survivesBrokenLines();

private:
    const QByteArray m_text =
        "# TYPE gatewright_hook_duration_seconds histogram\n"
        "gatewright_hook_duration_seconds_count{path=\"/p/a \\\"b\\\".so\",symbol=\"Add\"} 7\n"
        "gatewright_hook_duration_seconds_bucket{path=\"/p/a \\\"b\\\".so\",symbol=\"Add\","
        "kind=\"request\",le=\"1e-06\"} 2\n"
        "gatewright_hook_duration_seconds_bucket{path=\"/p/other.so\",symbol=\"Add\","
        "kind=\"request\",le=\"1e-06\"} 90\n"
        "gatewright_hook_duration_seconds_bucket{path=\"/p/a \\\"b\\\".so\",symbol=\"Add\","
        "kind=\"request\",le=\"0.00025\"} 6\n"
        "gatewright_hook_duration_seconds_bucket{path=\"/p/a \\\"b\\\".so\",symbol=\"Add\","
        "kind=\"request\",le=\"+Inf\"} 7\n";
};

void MetricsTextTest::readsTheBucketsOfOneHook()
{
    const auto buckets =
        hookTimesOf(m_text, QStringLiteral("/p/a \"b\".so"), QStringLiteral("Add"));
    QCOMPARE(buckets.size(), 3);
    QCOMPARE(buckets[0].upTo, 1us);
    QCOMPARE(buckets[0].count, std::uint64_t{2});
    QCOMPARE(buckets[1].upTo, 250us);
    QCOMPARE(buckets[1].count, std::uint64_t{4});
    QCOMPARE(buckets[2].upTo, 0ns);
    QCOMPARE(buckets[2].count, std::uint64_t{1});
}

void MetricsTextTest::knowsNothingOfOthers()
{
    QVERIFY(hookTimesOf(m_text, QStringLiteral("/p/a.so"), QStringLiteral("Add")).isEmpty());
    QVERIFY(hookTimesOf(m_text, QStringLiteral("/p/other.so"), QStringLiteral("Sub")).isEmpty());
}

void MetricsTextTest::survivesBrokenLines()
{
    const QByteArray start("gatewright_hook_duration_seconds_bucket{");
    for (const char *rest : {"", "path", "path=", "path=\"x", "path=\"x\\", "path=\"x\"", "}"}) {
        QVERIFY(hookTimesOf(start + rest, QStringLiteral("x"), QString()).size() <= 1);
    }
}

GW_TEST(MetricsTextTest)
#include "metrics_text_test.moc"
