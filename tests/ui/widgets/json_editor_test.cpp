// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "widgets/breadcrumb.h"
#include "widgets/code_area.h"
#include "widgets/find_bar.h"
#include "widgets/json_editor.h"
#include "widgets/pointer_bar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

using namespace gw;
using namespace gw::widgets;

namespace {

class JsonEditorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void editsInBytesAndUndoes();
    void marksProblemsAndChanges();
    void completesWhileTyping();
    void closesAndSplitsBrackets();
    void findsAndReplaces();
    void showsTheCaretsPath();
    void goesToPointersAndProblems();
    void offersFixesAtTheCaret();
    void offersFixesOfTheCaretsLine_data();
    void offersFixesOfTheCaretsLine();
    void offersNoFixOfAnEarlierText();
    void prettyKeepsTheUndoHistory();
    void goesToATypedPointer();
    void zooms();
    void explainsWhatTheMouseRestsOn();
    void explainsNothingOverAMenu();

private:
    [[nodiscard]] CodeArea *area() const { return m_editor->area(); }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_editor->text()); }

    std::unique_ptr<JsonEditor> m_editor;
};

void JsonEditorTest::init()
{
    m_editor = std::make_unique<JsonEditor>(spec::DefinitionSchema::ofApiDefinitions());
    m_editor->resize(640, 400);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    area()->setFocus();
}

void JsonEditorTest::cleanup()
{
    m_editor.reset();
}

void JsonEditorTest::editsInBytesAndUndoes()
{
    m_editor->load("{\"\xC3\xA4\": 1}");
    area()->setCaret(8);
    m_editor->apply({7, 8, "22"});
    QCOMPARE(m_editor->text(), std::string("{\"\xC3\xA4\": 22}"));
    QCOMPARE(m_editor->caret(), std::size_t(9));
    m_editor->undo();
    QCOMPARE(m_editor->text(), std::string("{\"\xC3\xA4\": 1}"));
    m_editor->undo(); // the loaded text is where history begins
    QCOMPARE(m_editor->text(), std::string("{\"\xC3\xA4\": 1}"));
}

void JsonEditorTest::marksProblemsAndChanges()
{
    m_editor->load("{\n\"a\": 1,\n\"b\": 2\n}");
    editing::Diagnostic problem;
    problem.severity = spec::Severity::Error;
    problem.begin = 7;
    problem.end = 8;
    m_editor->setDiagnostics({problem});
    QVERIFY(area()->markersAtLine(1) & (1U << CodeArea::ErrorMark));
    const auto under = area()->SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT,
                                             static_cast<unsigned long>(CodeArea::ErrorLine), 7L);
    QCOMPARE(under, 1L);
    m_editor->setDiagnostics({});
    QVERIFY(!(area()->markersAtLine(1) & (1U << CodeArea::ErrorMark)));

    m_editor->setReference("{\n\"a\": 0,\n\"b\": 2\n}");
    QVERIFY(!(area()->markersAtLine(1) & (1U << CodeArea::Changed))); // another thread compares
    QTRY_VERIFY_WITH_TIMEOUT(area()->markersAtLine(1) & (1U << CodeArea::Changed), 20'000);
    QVERIFY(!(area()->markersAtLine(2) & (1U << CodeArea::Changed)));
}

void JsonEditorTest::completesWhileTyping()
{
    m_editor->load("{}");
    area()->setCaret(1);
    QTest::keyClicks(area(), QStringLiteral("use_key"));
    QVERIFY(area()->isListActive());
    QTest::keyClick(area(), Qt::Key_Return);
    QCOMPARE(text(), QStringLiteral("{\"use_keyless\": true}"));
    m_editor->load("{\"proxy\": {}}");
    area()->setCaret(11);
    m_editor->showCandidates();
    QVERIFY(area()->isListActive());
    QTest::keyClick(area(), Qt::Key_Escape);
    QVERIFY(!area()->isListActive());
}

void JsonEditorTest::closesAndSplitsBrackets()
{
    m_editor->load("");
    QTest::keyClicks(area(), QStringLiteral("{"));
    QCOMPARE(text(), QStringLiteral("{}"));
    QTest::keyClick(area(), Qt::Key_Return);
    QCOMPARE(text(), QStringLiteral("{\n  \n}"));
    QCOMPARE(m_editor->caret(), std::size_t(4));
}

void JsonEditorTest::findsAndReplaces()
{
    m_editor->load("{\"Key\": \"key\", \"other\": \"KEY\"}");
    m_editor->showReplace();
    auto *bar = m_editor->findChild<FindBar *>();
    QVERIFY(bar->isVisible());
    const QList<QLineEdit *> fields = bar->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 2);
    fields[0]->clear();
    QTest::keyClicks(fields[0], QStringLiteral("key"));
    QCOMPARE(area()->selectedText(), QStringLiteral("Key"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QCOMPARE(area()->selectedText(), QStringLiteral("key"));
    QTest::keyClick(fields[0], Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(area()->selectedText(), QStringLiteral("Key"));
    QTest::keyClicks(fields[1], QStringLiteral("x"));
    for (QToolButton *button : bar->findChildren<QToolButton *>()) {
        if (button->text() == FindBar::tr("Replace all")) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(text(), QStringLiteral("{\"x\": \"x\", \"other\": \"x\"}"));
    m_editor->undo();
    QCOMPARE(text(), QStringLiteral("{\"Key\": \"key\", \"other\": \"KEY\"}"));
    QTest::keyClick(fields[0], Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void JsonEditorTest::showsTheCaretsPath()
{
    m_editor->load("{\"proxy\": {\"target_url\": \"\"}}");
    QSignalSpy spy(m_editor.get(), &JsonEditor::caretPointerChanged);
    area()->setCaret(26);
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 10'000);
    QCOMPARE(m_editor->caretPointer(), std::string("/proxy/target_url"));
    auto *breadcrumb = m_editor->findChild<Breadcrumb *>();
    QCOMPARE(breadcrumb->pointer(), std::string("/proxy/target_url"));
    Q_EMIT breadcrumb->linkActivated(QStringLiteral("#/proxy"));
    QCOMPARE(area()->selectedText(), QStringLiteral("\"proxy\""));
}

void JsonEditorTest::goesToPointersAndProblems()
{
    m_editor->load("{\"a\": [1, 2], \"b\": 3}");
    QVERIFY(m_editor->goToPointer("/a/1"));
    QCOMPARE(area()->selectedText(), QStringLiteral("2"));
    QVERIFY(!m_editor->goToPointer("/c"));
    editing::Diagnostic first;
    first.begin = 1;
    first.end = 4;
    editing::Diagnostic second;
    second.begin = 19;
    second.end = 20;
    m_editor->setDiagnostics({first, second});
    m_editor->goToProblem(1);
    QCOMPARE(area()->selectedText(), QStringLiteral("3"));
    m_editor->goToProblem(1);
    QCOMPARE(area()->selectedText(), QStringLiteral("\"a\""));
    m_editor->goToProblem(-1);
    QCOMPARE(area()->selectedText(), QStringLiteral("3"));
}

void JsonEditorTest::offersFixesAtTheCaret()
{
    m_editor->load("{\"a\": 1}");
    editing::Diagnostic problem;
    problem.begin = 1;
    problem.end = 4;
    problem.fixes = {{"Rename", [](std::string_view) {
                          return editing::TextEdit{1, 4, "\"b\""};
                      }}};
    m_editor->setDiagnostics({problem});
    area()->setCaret(2);
    QTimer::singleShot(0, this, [] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().first()->trigger();
        menu->close();
    });
    m_editor->showFixes();
    QCOMPARE(text(), QStringLiteral("{\"b\": 1}"));
}

void JsonEditorTest::offersFixesOfTheCaretsLine_data()
{
    QTest::addColumn<int>("caret");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("in the line where it writes") << 4 << true;
    QTest::newRow("at its end") << 8 << true;
    QTest::newRow("where the problem shows") << 11 << true;
    QTest::newRow("elsewhere in that line") << 15 << true;
    QTest::newRow("in another line") << 0 << false;
}

void JsonEditorTest::offersFixesOfTheCaretsLine()
{
    QFETCH(int, caret);
    QFETCH(bool, isOffered);
    m_editor->load("{\n\"a\": 1\n\"b\": 2\n}");
    editing::Diagnostic problem;
    problem.begin = 9;
    problem.end = 12;
    problem.mendAt = 8;
    problem.fixes = {{"Insert", [](std::string_view) {
                          return editing::TextEdit{8, 8, ","};
                      }}};
    m_editor->setDiagnostics({problem});
    area()->setCaret(static_cast<std::size_t>(caret));
    bool wasOffered = !isOffered;
    QTimer::singleShot(0, this, [&wasOffered] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        wasOffered = menu->actions().first()->isEnabled();
        menu->close();
    });
    m_editor->showFixes();
    QCOMPARE(wasOffered, isOffered);
}

void JsonEditorTest::offersNoFixOfAnEarlierText()
{
    m_editor->load("{\"a\": 1}");
    editing::Diagnostic problem;
    problem.begin = 1;
    problem.end = 4;
    problem.fixes = {{"Rename", [](std::string_view) {
                          return editing::TextEdit{1, 4, "\"b\""};
                      }}};
    m_editor->setDiagnostics({problem});
    area()->apply({0, 0, "  "});
    area()->setCaret(2);
    QTimer::singleShot(0, this, [] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        for (QAction *action : menu->actions()) {
            action->trigger();
        }
        menu->close();
    });
    m_editor->showFixes();
    QCOMPARE(text(), QStringLiteral("  {\"a\": 1}"));
}

void JsonEditorTest::prettyKeepsTheUndoHistory()
{
    m_editor->load("{\"a\":1}");
    m_editor->prettify();
    QCOMPARE(text(), QStringLiteral("{\n  \"a\": 1\n}\n"));
    m_editor->minify();
    QCOMPARE(text(), QStringLiteral("{\"a\":1}\n"));
    m_editor->undo();
    m_editor->undo();
    QCOMPARE(text(), QStringLiteral("{\"a\":1}"));
}

void JsonEditorTest::goesToATypedPointer()
{
    m_editor->load("{\"name\": \"x\", \"proxy\": {\"target_url\": \"http://a/\"}}");
    area()->setCaret(3);
    const std::size_t before = m_editor->caret();
    m_editor->askForPointer();
    auto *bar = m_editor->findChild<PointerBar *>();
    auto *field = bar->findChild<QLineEdit *>();
    QVERIFY(bar->isVisible() && field->hasFocus());
    QCOMPARE(field->text(), QStringLiteral("/name"));
    QTest::keyClicks(field, QStringLiteral("/proxy/target_url")); // it was selected
    QCOMPARE(area()->selection().text, std::string("\"http://a/\""));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QCOMPARE(m_editor->caret(), before);
    QVERIFY(area()->hasFocus());

    m_editor->askForPointer();
    QTest::keyClicks(field, QStringLiteral("/nowhere"));
    QVERIFY(std::ranges::any_of(bar->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text() == PointerBar::tr("Nothing is there");
    }));
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("/proxy"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!bar->isVisible() && area()->hasFocus());
    QCOMPARE(area()->selection().text, std::string("\"proxy\""));
}

void JsonEditorTest::zooms()
{
    QSignalSpy told(m_editor.get(), &JsonEditor::zoomed);
    m_editor->zoomIn();
    m_editor->zoomIn();
    m_editor->zoomOut();
    QCOMPARE(m_editor->zoomLevel(), 1);
    QTRY_COMPARE(told.size(), 3);
    m_editor->setZoomLevel(4);
    QCOMPARE(m_editor->zoomLevel(), 4);
    m_editor->resetZoom();
    QCOMPARE(m_editor->zoomLevel(), 0);
}

void JsonEditorTest::explainsWhatTheMouseRestsOn()
{
    m_editor->load("{\"use_keyless\": true}");
    editing::Diagnostic problem;
    problem.begin = 1;
    problem.end = 14;
    problem.message = "Rather not <this>";
    m_editor->setDiagnostics({problem});
    const auto x = area()->SendScintilla(QsciScintillaBase::SCI_POINTXFROMPOSITION, 0UL, 5L);
    const auto y = area()->SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, 5L);
    const QPoint place(static_cast<int>(x), static_cast<int>(y) + 4);
    QTest::mouseMove(area()->viewport(), place);
    QTest::mouseMove(area()->viewport(), place + QPoint(1, 0));
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::isVisible(), 20000);
    QVERIFY(QToolTip::text().contains(QStringLiteral("use_keyless")));
    QVERIFY(QToolTip::text().contains(QStringLiteral("Rather not &lt;this&gt;")));
    QToolTip::hideText();
}

void JsonEditorTest::explainsNothingOverAMenu()
{
    m_editor->load("{\"use_keyless\": true}");
    Q_EMIT area()->restedOn(5, QPoint(20, 20));
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::isVisible(), 20000);
    bool isOver = true;
    QTimer::singleShot(0, this, [this, &isOver] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        isOver = !QTest::qWaitFor([] { return !QToolTip::isVisible(); }, 20000);
        Q_EMIT area()->restedOn(5, QPoint(20, 20));
        isOver = isOver || QToolTip::isVisible();
        menu->close();
    });
    m_editor->showFixes();
    QVERIFY(!isOver);
}

} // namespace

GW_TEST(JsonEditorTest)
#include "json_editor_test.moc"
