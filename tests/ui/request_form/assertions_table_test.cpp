// SPDX-License-Identifier: GPL-3.0-or-later
// Assertions as rows beside their text.
#include "request_form/assertions_model.h"
#include "request_form/assertions_table.h"
#include "request_form/code_field.h"
#include "support/room_test.h"
#include "widgets/row_table.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace gw::request_form;

namespace {

const QString kTests = uR"(HTTP 200
X-A: 1
[Captures]
id: jsonpath "$.id"
[Asserts]
status == 200
  jsonpath "$.list" count >= 2 # why
# a comment
header "Foo" not exists
# gatewright: off body contains "a  b"
# gatewright: plugin Foo ran
body == ```
status == 500
```
duration<9
)"_s;

} // namespace

class AssertionsTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatStandsOnOneLine();
    void changesOnlyItsLine();
    void switchesOff();
    void quotesWhatIsTyped();
    void refusesWhatIsNone();
    void takesNewRows();
    void showsFactsOfAllForms();
    void changesFactsAndHeaderLines_data();
    void changesFactsAndHeaderLines();
    void takesNewFactsAndHeaderLines();
    void refusesWhatStandsElsewhere();
    void leavesWhatIsOnlyLookedAt();
    void removesRows();
    void undoIsTheTexts();

private:
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_table->model().index(row, column).data().toString();
    }
    bool set(int row, int column, const QString &text)
    {
        return m_table->model().setData(m_table->model().index(row, column), text, Qt::EditRole);
    }

    [[nodiscard]] QString text() const { return QString::fromStdString(m_text->text()); }
    void setText(const QString &text) { m_text->load(text.toStdString()); }

    std::unique_ptr<CodeField> m_text;
    std::unique_ptr<AssertionsTable> m_table;
};

void AssertionsTableTest::init()
{
    m_table.reset();
    m_text = std::make_unique<CodeField>(u"Tests"_s, gw::widgets::CodeLanguage::Hurl, nullptr);
    m_table = std::make_unique<AssertionsTable>(*m_text);
    setText(kTests);
}

void AssertionsTableTest::showsWhatStandsOnOneLine()
{
    const QAbstractItemModelTester tester(&m_table->model());
    QStringList rows;
    for (int row = 0; row + 1 < m_table->model().rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_table->model().columnCount(); ++column) {
            cells.append(cell(row, column));
        }
        rows.append(cells.join(u'|'));
    }
    QCOMPARE(rows,
             QStringList({u"header line|X-A|==|1"_s, u"status||==|200"_s,
                          uR"(jsonpath|"$.list" count|>=|2)"_s, uR"(header|"Foo"|not exists|)"_s,
                          uR"(body||contains|"a  b")"_s, u"plugin|Foo|ran|"_s}));
    QCOMPARE(m_table->model().index(4, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(!m_table->model().index(5, 0).data(Qt::CheckStateRole).isValid()); // it has no "off"
    QCOMPARE(m_table->model().lineOf(2), 6);
    setText(u"HTTP 200\n"_s);
    QCOMPARE(m_table->model().rowCount(), 1);
}

void AssertionsTableTest::changesOnlyItsLine()
{
    QVERIFY(set(2, AssertionsModel::ValueColumn, u"3"_s));
    QCOMPARE(text(), QString(kTests).replace(u">= 2 # why"_s, u">= 3 # why"_s));
    QVERIFY(set(3, AssertionsModel::PredicateColumn, u"exists"_s));
    QVERIFY(text().contains(u"\nheader \"Foo\" exists\n"_s));
    QVERIFY(set(3, AssertionsModel::PredicateColumn, u"=="_s)); // which takes a value
    QVERIFY(text().contains(u"\nheader \"Foo\" == \"\"\n"_s));
}

void AssertionsTableTest::switchesOff()
{
    AssertionsModel &model = m_table->model();
    QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(text().contains(u"\n# gatewright: off status == 200\n"_s));
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(text(), kTests);
}

void AssertionsTableTest::quotesWhatIsTyped()
{
    QVERIFY(set(3, AssertionsModel::QueryColumn, u"X-\"Bar\""_s));
    QVERIFY(text().contains(uR"(header "X-\"Bar\"" not exists)"_s));
    QVERIFY(set(4, AssertionsModel::ValueColumn, u"some words"_s));
    QVERIFY(text().contains(uR"(body contains "some words")"_s));
    QVERIFY(set(2, AssertionsModel::WhatColumn, u"status"_s)); // has no query
    QCOMPARE(cell(2, AssertionsModel::QueryColumn), QString());
    QCOMPARE(cell(2, AssertionsModel::WhatColumn), u"status"_s);
}

void AssertionsTableTest::refusesWhatIsNone()
{
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    QVERIFY(!set(1, AssertionsModel::PredicateColumn, u"resembles"_s));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(text(), kTests);
}

void AssertionsTableTest::takesNewRows()
{
    QVERIFY(set(6, AssertionsModel::WhatColumn, u"header"_s));
    QVERIFY(text().contains(u"contains \"a  b\"\nheader \"$\" exists\n# gatewright: plugin"_s));
    setText(u"HTTP 200\nX-A: 1\n{\"a\": 1}\n"_s); // the body stays behind it
    QVERIFY(set(1, AssertionsModel::WhatColumn, u"status"_s));
    QVERIFY(text().startsWith(u"HTTP 200\nX-A: 1\n[Asserts]\nstatus == 200\n{\"a\": 1}\n"_s));
    setText({});
    QVERIFY(set(0, AssertionsModel::WhatColumn, u"status"_s));
    QCOMPARE(text(), u"HTTP *\n[Asserts]\nstatus == 200\n"_s);
    setText(u"what is this"_s);
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    set(0, AssertionsModel::WhatColumn, u"status"_s);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(text(), u"what is this"_s);
}

void AssertionsTableTest::showsFactsOfAllForms()
{
    setText(u"# gatewright: plugin A ran\nHTTP 200 # gatewright: plugin B ran\n"
            "  # gatewright: off X-B: 2 # why\n"
            "# gatewright: plugin A did not run\n[Captures]\na: status\n"
            "# gatewright: upstream was not asked\n[Asserts]\n"
            "# gatewright: header X-C did not reach upstream\n"
            "# gatewright: header  X-D  was added by B\n# gatewright: plugin A is odd\n"
            "{\n# gatewright: plugin A ran\n}\n"_s);
    QStringList rows;
    for (int row = 0; row + 1 < m_table->model().rowCount(); ++row) {
        rows.append(cell(row, 0) + u'|' + cell(row, 1) + u'|' + cell(row, 2) + u'|' + cell(row, 3));
    }
    QCOMPARE(rows, QStringList({u"header line|X-B|==|2"_s, u"plugin|A|did not run|"_s,
                                u"upstream||was not asked|"_s,
                                u"request header|X-C|did not reach upstream|"_s,
                                u"request header|X-D|was added by|B"_s}));
    QCOMPARE(m_table->model().index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    const auto isEditable = [this](int row, int column) {
        return m_table->model().index(row, column).flags().testFlag(Qt::ItemIsEditable);
    };
    QVERIFY(!isEditable(0, AssertionsModel::PredicateColumn)); // a header line is what it is
    QVERIFY(!isEditable(2, AssertionsModel::QueryColumn));
    QVERIFY(!isEditable(3, AssertionsModel::ValueColumn));
    QVERIFY(isEditable(4, AssertionsModel::ValueColumn));
    QCOMPARE(m_table->model().wordsOf(m_table->model().index(1, AssertionsModel::PredicateColumn)),
             QStringList({u"ran"_s, u"did not run"_s}));
    QVERIFY(m_table->model()
                .wordsOf(m_table->model().index(5, AssertionsModel::WhatColumn))
                .contains(u"plugin"_s));
}

void AssertionsTableTest::changesFactsAndHeaderLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("changed"); // empty: it is refused
    const auto row = [](const QString &line, int column, const QString &typed,
                        const QString &changed) {
        QTest::addRow("%s: %s", qPrintable(line), qPrintable(typed))
            << line << column << typed << changed;
    };
    const QString plugin = u"  # gatewright: plugin A ran"_s;
    const QString header = u"# gatewright: header X-A reached upstream"_s;
    row(plugin, AssertionsModel::QueryColumn, u"B"_s, u"  # gatewright: plugin B ran"_s);
    row(plugin, AssertionsModel::QueryColumn, u"B C"_s, {});
    row(plugin, AssertionsModel::QueryColumn, {}, {});
    row(plugin, AssertionsModel::PredicateColumn, u"did not run"_s,
        u"  # gatewright: plugin A did not run"_s);
    row(plugin, AssertionsModel::WhatColumn, u"upstream"_s,
        u"  # gatewright: upstream was asked"_s);
    row(plugin, AssertionsModel::WhatColumn, u"status"_s, {}); // that stands below [Asserts]
    row(header, AssertionsModel::PredicateColumn, u"was added by"_s,
        u"# gatewright: header X-A was added by NAME"_s);
    row(u"# gatewright: header X-A was added by B"_s, AssertionsModel::PredicateColumn,
        u"did not reach upstream"_s, u"# gatewright: header X-A did not reach upstream"_s);
    row(u"X-A: 1 # why"_s, AssertionsModel::ValueColumn, u"2 #3"_s, u"X-A: 2 \\#3 # why"_s);
    row(u"X-A: 1"_s, AssertionsModel::QueryColumn, u"a b"_s, u"a\\u{20}b: 1"_s);
    row(u"X-A: 1"_s, AssertionsModel::QueryColumn, {}, {});
}

void AssertionsTableTest::changesFactsAndHeaderLines()
{
    QFETCH(const QString, line);
    QFETCH(const int, column);
    QFETCH(const QString, typed);
    QFETCH(const QString, changed);
    gw::widgets::SourceEditor &editor = m_text->editor(); // which has the history
    const QString whole = u"HTTP 200\n%1\n[Asserts]\nstatus == 200\n"_s;
    setText(whole.arg(line));
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    QCOMPARE(set(0, column, typed), !changed.isEmpty());
    QCOMPARE(refused.count(), changed.isEmpty() ? 1 : 0);
    QCOMPARE(text(), whole.arg(changed.isEmpty() ? line : changed));
    editor.undo();
    QCOMPARE(text(), whole.arg(line));
}

void AssertionsTableTest::takesNewFactsAndHeaderLines()
{
    const auto add = [this](const QString &kind) {
        return set(m_table->model().rowCount() - 1, AssertionsModel::WhatColumn, kind);
    };
    setText({});
    QVERIFY(add(u"plugin"_s));
    QCOMPARE(text(), u"HTTP *\n# gatewright: plugin NAME ran\n"_s);
    setText({});
    QVERIFY(add(u"header line"_s));
    QCOMPARE(text(), u"HTTP *\nNAME: \n"_s);
    setText(u"HTTP 200\nX-A: 1\n[Asserts]\nstatus == 200\n{}\n"_s);
    QVERIFY(add(u"request header"_s));
    QVERIFY(add(u"upstream"_s));
    QVERIFY(add(u"header line"_s));
    QVERIFY(add(u"header"_s));
    QCOMPARE(text(), u"HTTP 200\nX-A: 1\nNAME: \n[Asserts]\nstatus == 200\nheader \"$\" exists\n"
                     "# gatewright: header NAME reached upstream\n"
                     "# gatewright: upstream was asked\n{}\n"_s);
    setText(u"what is this"_s);
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    add(u"plugin"_s);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(text(), u"what is this"_s);
}

void AssertionsTableTest::refusesWhatStandsElsewhere()
{
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    QVERIFY(!set(1, AssertionsModel::WhatColumn, u"header line"_s));
    QVERIFY(!set(0, AssertionsModel::WhatColumn, u"status"_s));
    QCOMPARE(refused.count(), 2);
    QVERIFY(refused.front().front().toString().contains(u"[Asserts]"_s));
    QCOMPARE(text(), kTests);
    QVERIFY(set(1, AssertionsModel::WhatColumn, u"plugin"_s)); // a fact may stand anywhere
    QVERIFY(text().contains(u"[Asserts]\n# gatewright: plugin NAME ran\n"_s));
}

void AssertionsTableTest::leavesWhatIsOnlyLookedAt()
{
    const QString spelled = QString(kTests).replace(u"status == 200"_s, u"status   ==  200"_s);
    setText(spelled);
    m_table->resize(600, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    auto *view = m_table->findChild<QTableView *>();
    const int last = m_table->model().rowCount() - 1;
    for (const auto &[row, column] : {std::pair(1, int(AssertionsModel::WhatColumn)),
                                      std::pair(1, int(AssertionsModel::PredicateColumn)),
                                      std::pair(last, int(AssertionsModel::WhatColumn))}) {
        view->setCurrentIndex(m_table->model().index(row, column));
        view->edit(view->currentIndex());
        auto *box = view->findChild<QComboBox *>();
        QVERIFY(box != nullptr);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(view->findChild<QComboBox *>() == nullptr);
        QCOMPARE(text(), spelled);
    }
    QVERIFY(set(1, AssertionsModel::ValueColumn, u"200"_s));
    QCOMPARE(text(), spelled);
}

void AssertionsTableTest::removesRows()
{
    m_table->show();
    m_table->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    auto *view = m_table->findChild<QTableView *>();
    view->setFocus();
    view->selectAll();
    gw::widgets::RowTable::removeSelectedIn(*m_table);
    QVERIFY(text().startsWith(u"HTTP 200\n[Captures]"_s));
    QVERIFY(text().contains(u"[Asserts]\n# a comment\nbody == ```"_s));
    QCOMPARE(m_table->model().rowCount(), 1);
}

void AssertionsTableTest::undoIsTheTexts()
{
    gw::widgets::SourceEditor &editor = m_text->editor();
    editor.setCaret(20);
    QVERIFY(set(1, AssertionsModel::ValueColumn, u"404"_s));
    QCOMPARE(editor.text(), QString(kTests).replace(u"== 200"_s, u"== 404"_s).toStdString());
    QCOMPARE(editor.caret(), std::size_t{20});
    editor.undo();
    QCOMPARE(text(), kTests);
    QCOMPARE(cell(1, AssertionsModel::ValueColumn), u"200"_s);
}

GW_TEST(AssertionsTableTest)
#include "assertions_table_test.moc"
