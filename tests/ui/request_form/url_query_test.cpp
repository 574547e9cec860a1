// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters that stand in the URL, as rows beside those of [Query].
#include "request_form/line_table.h"
#include "request_form/url_query.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using gw::requests::Line;

namespace {

const QString kTwo = u"{{gateway}}/p?a=1&b=x%20y%2Bz+w#end"_s;

// "name=value" of each, with | between them.
QString shown(const UrlQuery &query)
{
    QStringList parameters;
    for (int at = 0; at < query.count(); ++at) {
        parameters.append(query.name(at) + u'=' + query.value(at));
    }
    return parameters.join(u'|');
}

Line lineOf(const char *name, const char *value)
{
    Line line;
    line.name = name;
    line.value = value;
    return line;
}

} // namespace

class UrlQueryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reads_data();
    void reads();
    void changesItsPartOnly();
    void removes_data();
    void removes();
    void appends_data();
    void appends();
    void rowsOfTheUrlComeFirst();
    void turnedOffItLeavesTheUrl();
    void leavesASpellingThatIsNotChanged();
    void turnedOnItIsTheUrlsAgain();
    void keepsWhatIsNoText();
    void leavesWhatNobodyChanged_data();
    void leavesWhatNobodyChanged();
    void takesABulkText_data();
    void takesABulkText();
    void saysWhereOnlyWhenItMatters();

private:
    std::unique_ptr<LineTableModel> m_model; // of kTwo and c: 3
};

void UrlQueryTest::init()
{
    m_model = std::make_unique<LineTableModel>(nullptr, LineTableModel::Rows::Parameters);
    m_model->setUrl(kTwo);
    m_model->setLines({lineOf("c", "3")});
}

void UrlQueryTest::reads_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("parameters");
    QTest::newRow("none") << u"http://h/a&b=c"_s << u""_s;
    QTest::newRow("mark only") << u"http://h/?"_s << u""_s;
    QTest::newRow("encoded") << kTwo << u"a=1|b=x y+z w"_s;
    QTest::newRow("holes") << u"h?&a=1&&b=2&"_s << u"a=1|b=2"_s;
    QTest::newRow("no value, and further signs") << u"h?a&b=c=d?e"_s << u"a=|b=c=d?e"_s;
    QTest::newRow("variables") << u"{{u?#}}?{{n&}}={{v%20}}+{{w"_s << u"{{n&}}={{v%20}} {{w"_s;
    QTest::newRow("no text") << u"h?a=%E9+%zz"_s << u"a=%E9+%zz"_s;
    QTest::newRow("broken") << u"h?a=%zz&b=2%"_s << u"a=%zz|b=2%"_s;
    QTest::newRow("letters") << u"h?a=%c3%a9"_s << u"a=\u00e9"_s;
    QTest::newRow("fragment") << u"h#a?b=1"_s << u""_s;
}

void UrlQueryTest::reads()
{
    QFETCH(const QString, url);
    QTEST(shown(UrlQuery(url)), "parameters");
}

void UrlQueryTest::changesItsPartOnly()
{
    UrlQuery query(u"{{u}}/%20 ?a&b=%7e+#f"_s);
    query.setValue(0, u"1 &=#%+/{{v w}}\u00e9"_s);
    QCOMPARE(query.url(), u"{{u}}/%20 ?a=1%20%26%3D%23%25%2B/{{v w}}%C3%A9&b=%7e+#f"_s);
    QCOMPARE(query.value(0), u"1 &=#%+/{{v w}}\u00e9"_s);
    query.setName(1, u"b=c[]"_s);
    QCOMPARE(query.name(1), u"b=c[]"_s);
    QVERIFY(query.url().endsWith(u"&b%3Dc%5B%5D=%7e+#f"_s));
    UrlQuery foreign(u"h?a=%E9"_s);
    foreign.setValue(0, u"%E9 %E8"_s);
    QCOMPARE(foreign.url(), u"h?a=%E9%20%E8"_s);
    UrlQuery bare(u"h?a"_s);
    bare.setName(0, {});
    QCOMPARE(bare.count(), 1);
}

void UrlQueryTest::removes_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("left");
    QTest::newRow("first") << u"h?a=1&b=2&c=3"_s << 0 << u"h?b=2&c=3"_s;
    QTest::newRow("middle") << u"h?a=1&b=2&c=3#f"_s << 1 << u"h?a=1&c=3#f"_s;
    QTest::newRow("last") << u"h?a=1&b=2#f"_s << 1 << u"h?a=1#f"_s;
    QTest::newRow("only") << u"h?a=1#f"_s << 0 << u"h#f"_s;
}

void UrlQueryTest::removes()
{
    QFETCH(const QString, url);
    QFETCH(const int, at);
    UrlQuery query(url);
    query.remove(at);
    QTEST(query.url(), "left");
}

void UrlQueryTest::appends_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("longer");
    QTest::newRow("first") << u"h/#f"_s << u"h/?n%20=%26v#f"_s;
    QTest::newRow("behind a mark") << u"h/?"_s << u"h/?n%20=%26v"_s;
    QTest::newRow("behind another") << u"h?a#f"_s << u"h?a&n%20=%26v#f"_s;
}

void UrlQueryTest::appends()
{
    QFETCH(const QString, url);
    UrlQuery query(url);
    query.insert(query.count(), UrlQuery::spelled(u"n "_s, u"&v"_s));
    QTEST(query.url(), "longer");
}

void UrlQueryTest::rowsOfTheUrlComeFirst()
{
    const QAbstractItemModelTester tester(m_model.get(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto cell = [this](int row, int column) {
        return m_model->index(row, column).data().toString();
    };
    QCOMPARE(m_model->rowCount(), 4); // with that for new ones
    QCOMPARE(m_model->activeCount(), 3);
    QCOMPARE(cell(1, LineTableModel::ValueColumn), u"x y+z w"_s);
    QCOMPARE(cell(1, LineTableModel::kPlaceColumn), LineTableModel::tr("in the URL"));
    QCOMPARE(cell(2, LineTableModel::NameColumn), u"c"_s);
    QCOMPARE(cell(2, LineTableModel::kPlaceColumn), QString());
    const QSignalSpy edited(m_model.get(), &LineTableModel::edited);
    QVERIFY(m_model->setData(m_model->index(0, 1), u"2&"_s, Qt::EditRole));
    QCOMPARE(m_model->url(), u"{{gateway}}/p?a=2%26&b=x%20y%2Bz+w#end"_s);
    QVERIFY(m_model->setData(m_model->index(2, 1), u"4"_s, Qt::EditRole));
    QVERIFY(m_model->setData(m_model->index(3, 0), u"d"_s, Qt::EditRole));
    QCOMPARE(edited.size(), 3);
    QCOMPARE(m_model->lines().size(), std::size_t{2});
    QCOMPARE(m_model->lines()[0].value, "4");
    m_model->removeRowsAt({1, 2});
    QCOMPARE(m_model->url(), u"{{gateway}}/p?a=2%26#end"_s);
    QCOMPARE(m_model->lines().size(), std::size_t{1});
    QCOMPARE(m_model->lines()[0].name, "d");
}

void UrlQueryTest::turnedOffItLeavesTheUrl()
{
    const QAbstractItemModelTester tester(m_model.get(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(m_model->setData(m_model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"{{gateway}}/p?b=x%20y%2Bz+w#end"_s);
    QCOMPARE(m_model->lines().size(), std::size_t{2});
    QCOMPARE(m_model->lines()[0].name, "a");
    QCOMPARE(m_model->lines()[0].state, Line::State::Off);
    QVERIFY(m_model->setData(m_model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"{{gateway}}/p#end"_s);
    QCOMPARE(m_model->lines()[0].value, "x y+z w");
    QCOMPARE(m_model->activeCount(), 1);
    QVERIFY(m_model->setData(m_model->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"{{gateway}}/p?a=1#end"_s);
    QVERIFY(m_model->setData(m_model->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"{{gateway}}/p?a=1&b=x%20y%2Bz+w#end"_s);
    QCOMPARE(m_model->lines().size(), std::size_t{1});
}

// Elsewhere the value of its variable would be encoded.
void UrlQueryTest::turnedOnItIsTheUrlsAgain()
{
    m_model->setUrl(u"h?v={{v}}&flag"_s);
    QVERIFY(m_model->setData(m_model->index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(m_model->setData(m_model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"h"_s);
    QVERIFY(m_model->setData(m_model->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(m_model->setData(m_model->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"h?v={{v}}&flag"_s);
    QCOMPARE(m_model->lines().size(), std::size_t{1});
    // A line of another request is none of the URL's.
    Line other = lineOf("flag", "");
    other.state = Line::State::Off;
    m_model->setLines({other});
    QVERIFY(m_model->setData(m_model->index(2, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"h?v={{v}}&flag"_s);
    QCOMPARE(m_model->lines()[0].state, Line::State::Active);
}

void UrlQueryTest::keepsWhatIsNoText()
{
    m_model->setUrl(u"h?a=50%&b=%25"_s);
    const QModelIndex noText = m_model->index(0, 0);
    QVERIFY(!m_model->setData(noText, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_model->url(), u"h?a=50%&b=%25"_s);
    QVERIFY(!noText.flags().testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(noText.data(Qt::ToolTipRole).toString().contains(u"UTF-8"_s));
    const QModelIndex text = m_model->index(1, 0);
    QVERIFY(text.flags().testFlag(Qt::ItemIsUserCheckable));
    QCOMPARE(text.data(Qt::ToolTipRole).toString(), u"b"_s);
    // As text it can be turned off; turned on there, it is what it was.
    m_model->setBulkText(u"# a: 50%\nb: %\nc: 3\n"_s);
    QCOMPARE(m_model->url(), u"h?b=%25"_s);
    m_model->setBulkText(u"a: 50%\nb: %\nc: 3\n"_s);
    QCOMPARE(m_model->url(), u"h?a=50%&b=%25"_s);
}

void UrlQueryTest::leavesWhatNobodyChanged_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("left");
    QTest::newRow("no text") << u"h?a=1&b=%E9"_s << u"b: %E9"_s << u"h?b=%E9"_s;
    QTest::newRow("plus") << u"h?x=%E9&y=a%2Bb"_s << u"y: a+b"_s << u"h?y=a%2Bb"_s;
    QTest::newRow("bare") << u"h?a=1&flag"_s << u"flag: "_s << u"h?flag"_s;
    QTest::newRow("between") << u"h?a=%E9&b=1&c=2&flag#f"_s << u"a: %E9\nn: &\nflag: "_s
                             << u"h?a=%E9&n=%26&flag#f"_s;
    QTest::newRow("one more") << u"h?a=%E9&flag"_s << u"a: %E9\nn: &\nflag: "_s
                              << u"h?a=%E9&n=%26&flag"_s;
    QTest::newRow("one off") << u"h?a=1&b=%E9"_s << u"# a: 1\nb: %E9"_s << u"h?b=%E9"_s;
    QTest::newRow("one off in the middle")
        << u"h?a=+&b=1&c=+"_s << u"a:  \n# b: 1\nc:  "_s << u"h?a=+&c=+"_s;
}

void UrlQueryTest::leavesWhatNobodyChanged()
{
    QFETCH(const QString, url);
    QFETCH(const QString, text);
    m_model->setUrl(url);
    m_model->setBulkText(text + u"\nc: 3\n"_s);
    QTEST(m_model->url(), "left");
}

// Who opens a cell and closes it has changed nothing.
void UrlQueryTest::leavesASpellingThatIsNotChanged()
{
    const QSignalSpy edited(m_model.get(), &LineTableModel::edited);
    QVERIFY(m_model->setData(m_model->index(1, 1), u"x y+z w"_s, Qt::EditRole));
    QCOMPARE(m_model->url(), kTwo);
    QVERIFY(edited.isEmpty());
}

void UrlQueryTest::takesABulkText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QString>("after"); // empty: the same text
    const QString b = u"b: x y+z w\n"_s;
    const QString spelledB = u"b=x%20y%2Bz+w"_s;
    QTest::newRow("as it is") << u"a: 1\n"_s + b + u"c: 3\n"_s << u"a=1&"_s + spelledB << 1
                              << QString();
    QTest::newRow("a value in the URL")
        << u"a: 12\n"_s + b + u"c: 3\n"_s << u"a=12&"_s + spelledB << 1 << QString();
    QTest::newRow("one more in the URL")
        << u"a: 1\nn: 2\n"_s + b + u"c: 3\n"_s << u"a=1&n=2&"_s + spelledB << 1 << QString();
    QTest::newRow("one less in the URL") << b + u"c: 3\n"_s << spelledB << 1 << QString();
    QTest::newRow("one more behind")
        << u"a: 1\n"_s + b + u"c: 3\nd: 4\n"_s << u"a=1&"_s + spelledB << 2 << QString();
    QTest::newRow("off") << u"# a: 1\n"_s + b + u"c: 3\n"_s << spelledB << 2
                         << b + u"# a: 1\nc: 3\n"_s;
    QTest::newRow("nothing") << u""_s << u""_s << 0 << QString();
}

void UrlQueryTest::takesABulkText()
{
    QFETCH(const QString, text);
    QFETCH(const int, lines);
    m_model->setBulkText(text);
    const QString query = m_model->url().section(u'?', 1).section(u'#', 0, 0);
    QTEST(query, "query");
    QCOMPARE(static_cast<int>(m_model->lines().size()), lines);
    QFETCH(const QString, after);
    QCOMPARE(m_model->bulkText(), after.isEmpty() ? text : after);
}

void UrlQueryTest::saysWhereOnlyWhenItMatters()
{
    LineTable table(u"Parameters"_s, {}, nullptr, LineTableModel::Rows::Parameters);
    const auto *view = table.findChild<QTableView *>();
    QVERIFY(view->isColumnHidden(LineTableModel::kPlaceColumn));
    table.model().setUrl(kTwo);
    QVERIFY(!view->isColumnHidden(LineTableModel::kPlaceColumn));
    table.model().removeRowsAt({0, 1});
    QVERIFY(view->isColumnHidden(LineTableModel::kPlaceColumn));
}

GW_TEST(UrlQueryTest)
#include "url_query_test.moc"
