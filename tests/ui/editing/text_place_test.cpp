// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/text_place.h"
#include "support/room_test.h"

using gw::editing::LineCounter;

class TextPlaceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsLines();
};

void TextPlaceTest::countsLines()
{
    LineCounter lines("a\nbc\n\nd");
    QCOMPARE(lines.lineOf(0), 1);
    QCOMPARE(lines.lineOf(1), 1); // a line's end is its own
    QCOMPARE(lines.lineOf(2), 2);
    QCOMPARE(lines.lineOf(2), 2);
    QCOMPARE(lines.lineOf(6), 4);
    QCOMPARE(lines.lineOf(100), 4);
    QCOMPARE(lines.lineOf(5), 3); // back again
    QCOMPARE(LineCounter("").lineOf(3), 1);
}

GW_TEST(TextPlaceTest)
#include "text_place_test.moc"
