// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/statsd_lines.h"
#include "support/room_test.h"

using gw::shipping::StatsdLines;
using Packets = std::vector<std::string>;

class StatsdLinesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_packets.clear(); }

    // Reference H3: everything twice, with and without its job; completions once.
    void writesTyksForms()
    {
        StatsdLines lines = make("gw");
        lines.count("Job", "event");
        lines.timing("Job", "exec_time", "0.25");
        lines.gauge("Job", "rps", 12.5);
        lines.completion("Job", "success", "11");
        lines.flush();
        QCOMPARE(m_packets, Packets({"gw.event:1|c\ngw.Job.event:1|c\n"
                                     "gw.exec_time:0.25|ms\ngw.Job.exec_time:0.25|ms\n"
                                     "gw.rps:12.50|g\ngw.Job.rps:12.50|g\n"
                                     "gw.Job.success:11|ms\n"}));
    }

    void putsEqualMeasurementsTogether()
    {
        StatsdLines lines = make("");
        lines.count("J", "e", 12);
        lines.timing("J", "t", "0.05", 4);
        lines.flush();
        QCOMPARE(m_packets, Packets({"e:12|c\nJ.e:12|c\nt:0.05|ms|@0.25\nJ.t:0.05|ms|@0.25\n"}));
    }

    void writesTimes_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0.00");
        QTest::newRow("rounded") << qint64(1'256'000) << QStringLiteral("1.26");
        QTest::newRow("below ten") << qint64(9'990'000) << QStringLiteral("9.99");
        QTest::newRow("from ten on") << qint64(10'999'999) << QStringLiteral("10");
        QTest::newRow("long") << qint64(1'234'567'890) << QStringLiteral("1234");
    }
    void writesTimes()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(QString, text);
        QCOMPARE(StatsdLines::milliseconds(nanoseconds), text.toStdString());
    }

    void writesSmallGaugesInFull()
    {
        StatsdLines lines = make("");
        lines.gauge("", "g", 0.0625);
        lines.gauge("", "g", 0);
        lines.flush();
        QCOMPARE(m_packets, Packets({"g:0.0625|g\ng:0.0625|g\ng:0|g\ng:0|g\n"}));
    }

    // A character is one dollar, however many bytes it has.
    void replacesWhatStatsdWouldMisread()
    {
        StatsdLines lines = make("p:x");
        lines.completion("GoPluginMiddleware: /tmp/a-b_c.so:F\xC3\xBC", "ok", "1");
        lines.flush();
        QCOMPARE(m_packets, Packets({"p$x.GoPluginMiddleware$$$tmp$a-b_c.so$F$.ok:1|ms\n"}));
    }

    void fillsPacketsUpTo1440Bytes()
    {
        StatsdLines lines = make("");
        for (int i = 0; i < 100; ++i) {
            lines.completion(std::string(40, 'a'), "done", "1"); // 51 bytes
        }
        lines.completion(std::string(1434, 'b'), "", "1"); // 1440: just fits
        lines.completion(std::string(1435, 'c'), "", "1"); // dropped, as Tyk does
        lines.flush();
        lines.flush(); // nothing is left
        QCOMPARE(m_packets.size(), 5U);
        std::size_t bytes = 0;
        for (const std::string &packet : m_packets) {
            QVERIFY(packet.size() <= StatsdLines::kMaxPacket);
            QVERIFY(packet.ends_with('\n'));
            bytes += packet.size();
        }
        QCOMPARE(m_packets.back().size(), 1440U);
        QCOMPARE(bytes, 100U * 51U + 1440U);
    }

private:
    [[nodiscard]] StatsdLines make(const std::string &prefix)
    {
        return {prefix, [this](std::string_view packet) {
                    m_packets.emplace_back(packet);
                }};
    }

    Packets m_packets;
};

GW_TEST(StatsdLinesTest)
#include "statsd_lines_test.moc"
