// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv_cell.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;
using gw::models::csvCell;

class CsvCellTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
};

void CsvCellTest::writes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");

    QTest::newRow("plain") << u"/a=b;c"_s << "/a=b;c"_ba;
    QTest::newRow("empty") << u""_s << ""_ba;
    QTest::newRow("comma") << u"a,b"_s << "\"a,b\""_ba;
    QTest::newRow("quote") << u"a\"b"_s << "\"a\"\"b\""_ba;
    QTest::newRow("lines") << u"a\nb"_s << "\"a\nb\""_ba;
    QTest::newRow("not ASCII") << u"\u00e4"_s << "\xc3\xa4"_ba;
    QTest::newRow("equals") << u"=1+1"_s << "'=1+1"_ba;
    QTest::newRow("plus") << u"+1"_s << "'+1"_ba;
    QTest::newRow("minus") << u"-1"_s << "'-1"_ba;
    QTest::newRow("at") << u"@SUM(A1)"_s << "'@SUM(A1)"_ba;
    QTest::newRow("tab") << u"\t=1"_s << "'\t=1"_ba;
    QTest::newRow("carriage return") << u"\r=1"_s << "\"'\r=1\""_ba;
    QTest::newRow("line feed") << u"\n=1"_s << "\"'\n=1\""_ba;
    QTest::newRow("wide equals") << u"\uff1d1"_s
                                 << "'\xef\xbc\x9d"
                                    "1"_ba;
    QTest::newRow("with a link") << u"=HYPERLINK(\"http://x\",\"y\")"_s
                                 << "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""_ba;
}

void CsvCellTest::writes()
{
    QFETCH(const QString, text);
    QTEST(csvCell(text), "cell");
}

GW_TEST(CsvCellTest)
#include "csv_cell_test.moc"
