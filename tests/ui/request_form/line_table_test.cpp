// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/line_table.h"
#include "requests/template_text.h"
#include "support/room_test.h"
#include "tester/checks_model.h"
#include "tester/request_document.h"
#include "widgets/row_table.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using namespace gw::tester;
using gw::requests::Line;

namespace {

std::vector<Line> threeLines()
{
    std::vector<Line> lines(3);
    lines[0].name = "Accept";
    lines[0].value = "*/*";
    lines[0].around.after = " # why\n";
    lines[1].name = "X-Off";
    lines[1].value = "1";
    lines[1].state = Line::State::Off;
    lines[2].name = "X-Hash";
    lines[2].value = "a\\#b";
    return lines;
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class LineTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelIsSound();
    void showsPlainTextAndWritesItSpelled();
    void turnsLinesOffWithTheBox();
    void takesNewLinesInTheLastRow();
    void tabGoesToTheValueOfANewLine();
    void keepsCommentsOverTheBulkText();
    void bulkTextKeepsLineBreaksAndColons();
    void bulkTextFollowsTheRows();
    void deletesSelectedRows();
    void partsAreTextsOrFiles();
    void choosesTheFileOfAPart();
    void checksModelCounts();
    void documentKeepsTheFileAndSaves();
    void documentDoesNotOverwriteOthersWork();
    void documentSavesOnlyWhatItCouldReadAgain_data();
    void documentSavesOnlyWhatItCouldReadAgain();
};

void LineTableTest::modelIsSound()
{
    LineTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLines(threeLines());
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(model.setData(model.index(3, 0), u"New"_s, Qt::EditRole));
    QCOMPARE(model.rowCount(), 5);
    model.removeRowsAt({0, 2});
    QCOMPARE(model.rowCount(), 3);
    model.setBulkText(u"A: 1\n"_s);
    QCOMPARE(model.rowCount(), 2);
}

void LineTableTest::showsPlainTextAndWritesItSpelled()
{
    LineTableModel model;
    model.setLines(threeLines());
    QCOMPARE(model.index(2, 1).data().toString(), u"a#b"_s);
    QVERIFY(model.setData(model.index(2, 1), u"c # d"_s, Qt::EditRole));
    QCOMPARE(model.lines()[2].value, "c \\# d");
}

void LineTableTest::turnsLinesOffWithTheBox()
{
    LineTableModel model;
    model.setLines(threeLines());
    QCOMPARE(model.activeCount(), 2);
    const QSignalSpy edited(&model, &LineTableModel::edited);
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.lines()[0].state, Line::State::Off);
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.activeCount(), 2);
    QCOMPARE(edited.count(), 2);
}

void LineTableTest::takesNewLinesInTheLastRow()
{
    LineTable table(u"Headers"_s, {u"Accept"_s, u"Authorization"_s});
    table.resize(500, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.beginRow();
    auto *view = table.findChild<QTableView *>();
    auto *editor = view->findChild<QLineEdit *>();
    QVERIFY(editor != nullptr);
    QTest::keyClicks(editor, u"X-New"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table.model().lines().size(), std::size_t{1}, 20'000);
    QCOMPARE(table.model().lines()[0].name, "X-New");
    QCOMPARE(table.model().rowCount(), 2);
}

void LineTableTest::tabGoesToTheValueOfANewLine()
{
    LineTable table(u"Headers"_s, {u"Accept"_s});
    table.resize(500, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    const auto editor = [&table] {
        auto *focused = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        return focused != nullptr && table.isAncestorOf(focused) ? focused : nullptr;
    };
    table.beginRow();
    QVERIFY(editor() != nullptr);
    QTest::keyClicks(editor(), u"X-New"_s);
    QTest::keyClick(editor(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(editor() != nullptr && editor()->text().isEmpty(), 20'000);
    QTest::keyClicks(editor(), u"val"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table.model().lines().at(0).value, "val", 20'000);
    QCOMPARE(table.model().lines().size(), std::size_t{1});
    QCOMPARE(table.model().lines()[0].name, "X-New");
}

void LineTableTest::keepsCommentsOverTheBulkText()
{
    LineTableModel model;
    model.setLines(threeLines());
    const QString bulk = model.bulkText();
    QCOMPARE(bulk, u"Accept: */*\n# X-Off: 1\nX-Hash: a#b\n"_s);
    model.setBulkText(bulk + u"X-More: 2\n\nlone\n"_s);
    QCOMPARE(model.lines().size(), std::size_t{5});
    QCOMPARE(model.lines()[0].around.after, " # why\n");
    QCOMPARE(model.lines()[1].state, Line::State::Off);
    QCOMPARE(model.lines()[4].name, "lone");
}

void LineTableTest::bulkTextKeepsLineBreaksAndColons()
{
    std::vector<Line> lines(2);
    lines[0].name = gw::requests::spellName("a:b");
    lines[0].value = gw::requests::spellValue("one\ntwo\\n");
    lines[1].name = gw::requests::spellName("#c");
    lines[1].value = gw::requests::spellValue(" blanks ");
    LineTableModel model;
    model.setLines(lines);
    QCOMPARE(model.bulkText().count(u'\n'), 2);
    model.setBulkText(u"New: 1\n"_s + model.bulkText());
    QCOMPARE(model.lines().size(), std::size_t{3});
    QCOMPARE(model.lines()[1], lines[0]);
    QCOMPARE(model.lines()[2], lines[1]);
    model.setBulkText(model.bulkText().replace(u"two"_s, u"three"_s));
    QCOMPARE(model.lines()[1].name, lines[0].name);
    QCOMPARE(model.lines()[1].value, gw::requests::spellValue("one\nthree\\n"));
}

void LineTableTest::bulkTextFollowsTheRows()
{
    LineTable table(u"Headers"_s, {});
    table.model().setLines(threeLines());
    table.show();
    table.findChild<QToolButton *>()->click();
    auto *bulk = table.findChild<QPlainTextEdit *>();
    QVERIFY(bulk->toPlainText().startsWith(u"Accept:"_s));
    // Another request is chosen.
    std::vector<Line> others(1);
    others[0].name = "Other";
    others[0].value = "1";
    table.model().setLines(others);
    QCOMPARE(bulk->toPlainText(), u"Other: 1\n"_s);
    QTest::keyClicks(bulk, u"X"_s);
    QCOMPARE(bulk->toPlainText(), u"XOther: 1\n"_s);
    QCOMPARE(table.model().lines().size(), std::size_t{1});
    QCOMPARE(table.model().lines()[0].name, "XOther");
}

void LineTableTest::deletesSelectedRows()
{
    LineTable table(u"Headers"_s, {});
    table.model().setLines(threeLines());
    table.resize(500, 200);
    table.show();
    table.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    auto *view = table.findChild<QTableView *>();
    view->setFocus();
    view->selectRow(1);
    gw::widgets::RowTable::removeSelectedIn(table);
    QCOMPARE(table.model().lines().size(), std::size_t{2});
    QCOMPARE(table.model().lines()[1].name, "X-Hash");
}

void LineTableTest::partsAreTextsOrFiles()
{
    LineTableModel model(nullptr, LineTableModel::Rows::Parts);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<Line> lines(2);
    lines[0].name = "note";
    lines[0].value = "a\\#b";
    lines[1].name = "picture";
    lines[1].value = "file,a\\;b.png; image/png";
    model.setLines(lines);
    const auto shown = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(shown(0, LineTableModel::KindColumn), u"Text"_s);
    QCOMPARE(shown(1, LineTableModel::KindColumn), u"File"_s);
    QCOMPARE(shown(1, LineTableModel::ValueColumn), u"a;b.png"_s);
    QCOMPARE(shown(1, LineTableModel::TypeColumn), u"image/png"_s);
    QVERIFY(!model.flags(model.index(0, LineTableModel::TypeColumn)).testFlag(Qt::ItemIsEditable));
    QVERIFY(
        model.setData(model.index(1, LineTableModel::TypeColumn), u"image/gif"_s, Qt::EditRole));
    QCOMPARE(model.lines()[1].value, "file,a\\;b.png; image/gif");
    QVERIFY(model.setData(model.index(1, LineTableModel::ValueColumn), u"c#.png"_s, Qt::EditRole));
    QCOMPARE(model.lines()[1].value, "file,c\\#.png; image/gif");
    QVERIFY(model.setData(model.index(0, LineTableModel::KindColumn), true, Qt::EditRole));
    QCOMPARE(model.lines()[0].value, "file,a\\#b;");
    QVERIFY(model.setData(model.index(0, LineTableModel::KindColumn), false, Qt::EditRole));
    QCOMPARE(model.lines()[0].value, "a\\#b");
    QVERIFY(!model.setData(model.index(2, LineTableModel::KindColumn), true, Qt::EditRole));
}

void LineTableTest::choosesTheFileOfAPart()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(u"a.txt"_s), "x");
    LineTable table(u"Parts"_s, {}, nullptr, LineTableModel::Rows::Parts);
    table.show();
    for (QToolButton *button : table.findChildren<QToolButton *>()) {
        if (button->text() == u"File..."_s) {
            button->click();
        }
    }
    auto *dialog = table.findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr); // and the page goes on working beside it
    dialog->selectFile(folder.filePath(u"a.txt"_s));
    static_cast<QDialog *>(dialog)->accept();
    QCOMPARE(table.model().lines().size(), 1U);
    QVERIFY(table.model().isFile(0));
    QCOMPARE(table.model().index(0, LineTableModel::ValueColumn).data().toString(),
             folder.filePath(u"a.txt"_s));
}

void LineTableTest::checksModelCounts()
{
    ChecksModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    using State = gw::requests::Check::State;
    model.setChecks({{"HTTP 200", 1, State::Passed, {}, false},
                     {"status == 1", 2, State::Failed, "is 200", false},
                     {"plugin X ran", 3, State::NotChecked, "?", true}});
    QCOMPARE(model.passedCount(), 1);
    QCOMPARE(model.failedCount(), 1);
    QCOMPARE(model.index(1, ChecksModel::ReasonColumn).data().toString(), u"is 200"_s);
    QVERIFY(model.index(1, ChecksModel::StateColumn).data().toString() !=
            model.index(0, ChecksModel::StateColumn).data().toString());
}

void LineTableTest::documentKeepsTheFileAndSaves()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.hurl"_s);
    const QByteArray text = "# top\nGET http://a # why\nA : b\n\nHTTP 200\n\nGET http://b\n";
    writeFile(path, text);
    auto document = RequestDocument::open(path);
    QVERIFY2(document, document ? "" : document.error().text().c_str());
    QVERIFY(!document->isModified());
    QCOMPARE(document->entryCount(), 2);
    document->entry().request.url = "http://c";
    QVERIFY(document->isModified());
    QVERIFY(document->save());
    QVERIFY(!document->isModified());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(text).replace("http://a", "http://c"));
    writeFile(path, "GET\n");
    const auto broken = RequestDocument::open(path);
    QVERIFY(!broken);
    QVERIFY(broken.error().text().find("a.hurl") != std::string::npos);
}

void LineTableTest::documentDoesNotOverwriteOthersWork()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.hurl"_s);
    writeFile(path, "GET http://a\n");
    auto document = RequestDocument::open(path);
    QVERIFY(document);
    document->entry().request.url = "http://mine";
    writeFile(path, "GET http://theirs\n");
    const auto saved = document->save();
    QVERIFY(!saved);
    QVERIFY(saved.error().text().find("changed on the disk") != std::string::npos);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "GET http://theirs\n");
}

void LineTableTest::documentSavesOnlyWhatItCouldReadAgain_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("half of a body") << "{\"a\":"_ba;
    QTest::newRow("another request") << "1\nDELETE http://b"_ba;
    QTest::newRow("a response") << "{}\nHTTP 500"_ba;
}

void LineTableTest::documentSavesOnlyWhatItCouldReadAgain()
{
    QFETCH(const QByteArray, body);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.hurl"_s);
    writeFile(path, "GET http://a\n");
    auto document = RequestDocument::open(path);
    QVERIFY(document);
    document->entry().request.body =
        gw::requests::Body{{}, gw::requests::BodyKind::Json, body.toStdString()};
    QVERIFY(!document->save());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "GET http://a\n");
    document->entry().request.body->text = "{\"a\": 1}\n";
    const auto saved = document->save();
    QVERIFY2(saved, saved ? "" : saved.error().text().c_str());
}

GW_TEST(LineTableTest)
#include "line_table_test.moc"
