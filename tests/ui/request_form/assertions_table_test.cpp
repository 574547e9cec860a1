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
    QCOMPARE(rows, QStringList({u"status||==|200"_s, uR"(jsonpath|"$.list" count|>=|2)"_s,
                                uR"(header|"Foo"|not exists|)"_s, uR"(body||contains|"a  b")"_s}));
    QCOMPARE(m_table->model().index(3, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_table->model().lineOf(1), 6);
    setText(u"HTTP 200\n"_s);
    QCOMPARE(m_table->model().rowCount(), 1);
}

void AssertionsTableTest::changesOnlyItsLine()
{
    QVERIFY(set(1, AssertionsModel::ValueColumn, u"3"_s));
    QCOMPARE(text(), QString(kTests).replace(u">= 2 # why"_s, u">= 3 # why"_s));
    QVERIFY(set(2, AssertionsModel::PredicateColumn, u"exists"_s));
    QVERIFY(text().contains(u"\nheader \"Foo\" exists\n"_s));
    QVERIFY(set(2, AssertionsModel::PredicateColumn, u"=="_s)); // which takes a value
    QVERIFY(text().contains(u"\nheader \"Foo\" == \"\"\n"_s));
}

void AssertionsTableTest::switchesOff()
{
    AssertionsModel &model = m_table->model();
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(text().contains(u"\n# gatewright: off status == 200\n"_s));
    QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(text(), kTests);
}

void AssertionsTableTest::quotesWhatIsTyped()
{
    QVERIFY(set(2, AssertionsModel::QueryColumn, u"X-\"Bar\""_s));
    QVERIFY(text().contains(uR"(header "X-\"Bar\"" not exists)"_s));
    QVERIFY(set(3, AssertionsModel::ValueColumn, u"some words"_s));
    QVERIFY(text().contains(uR"(body contains "some words")"_s));
    QVERIFY(set(1, AssertionsModel::WhatColumn, u"status"_s)); // has no query
    QCOMPARE(cell(1, AssertionsModel::QueryColumn), QString());
    QCOMPARE(cell(1, AssertionsModel::WhatColumn), u"status"_s);
}

void AssertionsTableTest::refusesWhatIsNone()
{
    const QSignalSpy refused(m_table.get(), &AssertionsTable::refused);
    QVERIFY(!set(0, AssertionsModel::PredicateColumn, u"resembles"_s));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(text(), kTests);
}

void AssertionsTableTest::takesNewRows()
{
    QVERIFY(set(4, AssertionsModel::WhatColumn, u"header"_s));
    QVERIFY(text().contains(u"contains \"a  b\"\nheader \"$\" exists\n# gatewright: plugin"_s));
    setText(u"HTTP 200\nX-A: 1\n{\"a\": 1}\n"_s); // the body stays behind it
    QVERIFY(set(0, AssertionsModel::WhatColumn, u"status"_s));
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

void AssertionsTableTest::leavesWhatIsOnlyLookedAt()
{
    const QString spelled = QString(kTests).replace(u"status == 200"_s, u"status   ==  200"_s);
    setText(spelled);
    m_table->resize(600, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    auto *view = m_table->findChild<QTableView *>();
    const int last = m_table->model().rowCount() - 1;
    for (const auto &[row, column] : {std::pair(0, int(AssertionsModel::WhatColumn)),
                                      std::pair(0, int(AssertionsModel::PredicateColumn)),
                                      std::pair(last, int(AssertionsModel::WhatColumn))}) {
        view->setCurrentIndex(m_table->model().index(row, column));
        view->edit(view->currentIndex());
        auto *box = view->findChild<QComboBox *>();
        QVERIFY(box != nullptr);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(view->findChild<QComboBox *>() == nullptr);
        QCOMPARE(text(), spelled);
    }
    QVERIFY(set(0, AssertionsModel::ValueColumn, u"200"_s));
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
    QVERIFY(
        text().contains(u"[Asserts]\n# a comment\n# gatewright: plugin Foo ran\nbody == ```"_s));
    QCOMPARE(m_table->model().rowCount(), 1);
}

void AssertionsTableTest::undoIsTheTexts()
{
    gw::widgets::SourceEditor &editor = m_text->editor();
    editor.setCaret(20);
    QVERIFY(set(0, AssertionsModel::ValueColumn, u"404"_s));
    QCOMPARE(editor.text(), QString(kTests).replace(u"== 200"_s, u"== 404"_s).toStdString());
    QCOMPARE(editor.caret(), std::size_t{20});
    editor.undo();
    QCOMPARE(text(), kTests);
    QCOMPARE(cell(0, AssertionsModel::ValueColumn), u"200"_s);
}

GW_TEST(AssertionsTableTest)
#include "assertions_table_test.moc"
