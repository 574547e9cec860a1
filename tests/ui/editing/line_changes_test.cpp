// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/line_changes.h"
#include "support/room_test.h"

using namespace gw::editing;

namespace {

class LineChangesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksLines_data();
    void marksLines();
    void pairsLines();
    void endsWithLargeTexts_data();
    void endsWithLargeTexts();
    void stops();
};

void LineChangesTest::marksLines_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *before, const char *after,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(expected);
    };
    row("same", "a\nb\n", "a\nb\n", "");
    row("added", "a\nc", "a\nb\nc", "+1");
    row("changed", "a\nb\nc", "a\nx\nc", "~1");
    row("changed and added", "a\nb\nc", "a\nx\ny\nc", "~1 +2");
    row("removed", "a\nb\nc", "a\nc", "-1");
    row("removed at the end", "a\nb", "a", "-1");
    row("only line ends differ", "a\r\nb\r\n", "a\nb\n", "");
    row("from nothing", "", "a", "~0");
}

void LineChangesTest::marksLines()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, expected);
    QByteArrayList found;
    for (const LineMark &mark : lineMarks(before.toStdString(), after.toStdString())) {
        const char kind = mark.kind == LineMark::Kind::Added     ? '+'
                          : mark.kind == LineMark::Kind::Changed ? '~'
                                                                 : '-';
        found.append(kind + QByteArray::number(mark.line));
    }
    QCOMPARE(found.join(' '), expected);
}

void LineChangesTest::pairsLines()
{
    const std::vector<LinePair> pairs = comparedLines("a\nb\nc", "a\nc\nd");
    QCOMPARE(pairs.size(), std::size_t(4));
    QCOMPARE(pairs[1].oldLine, 1);
    QCOMPARE(pairs[1].newLine, -1);
    QCOMPARE(pairs[2].oldLine, 2);
    QCOMPARE(pairs[2].newLine, 1);
    QCOMPARE(pairs[3].text, std::string("d"));
}

void LineChangesTest::endsWithLargeTexts_data()
{
    QTest::addColumn<bool>("hasCommonLines");
    QTest::newRow("nothing in common") << false;
    QTest::newRow("every tenth line in common") << true;
}

// With the least edits, this takes hours.
void LineChangesTest::endsWithLargeTexts()
{
    QFETCH(bool, hasCommonLines);
    constexpr int kLines = 200'000;
    std::string before;
    std::string after;
    for (int line = 0; line < kLines; ++line) {
        const std::string number = std::to_string(line);
        const bool isCommon = hasCommonLines && line % 10 == 0;
        before += (isCommon ? "same " : "old ") + number + "\n";
        after += (isCommon ? "same " : "new ") + number + "\n";
    }
    std::string oldText;
    std::string newText;
    int same = 0;
    for (const LinePair &pair : comparedLines(before, after)) {
        same += pair.kind == LinePair::Kind::Same ? 1 : 0;
        oldText += pair.kind == LinePair::Kind::Added ? "" : pair.text + "\n";
        newText += pair.kind == LinePair::Kind::Removed ? "" : pair.text + "\n";
    }
    QCOMPARE(same, hasCommonLines ? kLines / 10 + 1 : 1); // with the empty last one
    QVERIFY(oldText == before + "\n");
    QVERIFY(newText == after + "\n");
}

void LineChangesTest::stops()
{
    std::stop_source stop;
    QCOMPARE(comparedLines("a\nb", "a\nc", stop.get_token()).size(), std::size_t(3));
    stop.request_stop();
    QVERIFY(comparedLines("a\nb", "a\nc", stop.get_token()).empty());
}

} // namespace

GW_TEST(LineChangesTest)
#include "line_changes_test.moc"
