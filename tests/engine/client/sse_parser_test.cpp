// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sse_parser.h"
#include "support/room_test.h"

using gw::client::SseEvent;
using gw::client::SseParser;

class SseParserTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesEventsApart_data();
    void takesEventsApart();
    void dropsAnEventThatIsTooLong();
};

void SseParserTest::takesEventsApart_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("events"); // "type=data"
    QTest::newRow("one") << QByteArray("event: log\ndata: {}\n\n") << QByteArrayList{"log={}"};
    QTest::newRow("no type") << QByteArray("data: x\n\n") << QByteArrayList{"message=x"};
    QTest::newRow("two lines") << QByteArray("data: a\ndata: b\n\n")
                               << QByteArrayList{"message=a\nb"};
    QTest::newRow("comment and id")
        << QByteArray(": hi\nid: 7\nevent:e\ndata:x\n\n: more\n\n") << QByteArrayList{"e=x"};
    QTest::newRow("carriage returns") << QByteArray("event: a\r\ndata: 1\r\n\r\ndata: 2\r\r")
                                      << QByteArrayList{"a=1", "message=2"};
    QTest::newRow("not ended") << QByteArray("data: x\n\ndata: y\n") << QByteArrayList{"message=x"};
    QTest::newRow("type without data")
        << QByteArray("event: a\n\ndata: x\n\n") << QByteArrayList{"message=x"};
}

void SseParserTest::takesEventsApart()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArrayList, events);
    for (qsizetype size = 1; size <= stream.size(); ++size) {
        SseParser parser;
        QByteArrayList found;
        for (qsizetype at = 0; at < stream.size(); at += size) {
            for (const SseEvent &event : parser.add(stream.mid(at, size))) {
                found.append(event.type + '=' + event.data);
            }
        }
        QCOMPARE(found, events);
    }
}

void SseParserTest::dropsAnEventThatIsTooLong()
{
    SseParser parser;
    const QByteArray piece(1024 * 1024, 'x');
    QCOMPARE(parser.add("data: ").size(), 0);
    for (int sent = 0; sent < 40; ++sent) {
        QCOMPARE(parser.add(piece).size(), 0);
    }
    const QList<SseEvent> events = parser.add("\n\ndata: good\n\n");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].data, QByteArray("good"));
}

GW_TEST(SseParserTest)
#include "sse_parser_test.moc"
