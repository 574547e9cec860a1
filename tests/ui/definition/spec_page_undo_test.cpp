// SPDX-License-Identifier: GPL-3.0-or-later
// A SpecPage by keys where it is no text: undo, hooks that go to another place, help.
#include "definition/field_help_view.h"
#include "form/definition_form.h"
#include "form/entry_table.h"
#include "form/entry_table_model.h"
#include "form/pipeline_slot.h"
#include "form/pipeline_view.h"
#include "ui/definition/spec_page_test.h"
#include "widgets/row_table.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>

namespace gw::definition {

using namespace form;

namespace {

constexpr Qt::KeyboardModifiers kCtrl = Qt::ControlModifier;

} // namespace

bool SpecPageTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    if (focused == nullptr || !m_page->isAncestorOf(focused)) {
        return false;
    }
    QTest::keyClick(focused, key, modifiers);
    return true;
}

bool SpecPageTest::press(QKeySequence::StandardKey keys)
{
    const QKeyCombination first = QKeySequence(keys)[0];
    return press(first.key(), first.keyboardModifiers());
}

void SpecPageTest::undoesInThePipelineByKeys()
{
    const QString before = text();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showPipeline();
    auto *slot = m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    QCOMPARE(slot->cards().size(), std::size_t(1));
    slot->cards().front()->setFocus();
    QVERIFY(press(Qt::Key_Space));
    const QString off = text();
    QVERIFY(off != before);
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(text(), before);
    QVERIFY(press(QKeySequence::Redo));
    QCOMPARE(text(), off);
    QVERIFY(press(Qt::Key_Z, kCtrl));

    // The keyboard stays where a card was: its last one goes.
    QTRY_COMPARE_WITH_TIMEOUT(slot->cards().front()->hook().isDisabled, false, kPatience);
    QVERIFY(press(Qt::Key_Delete));
    QVERIFY(slot->cards().empty());
    QVERIFY(slot->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(text(), before);
    QTRY_COMPARE_WITH_TIMEOUT(slot->cards().size(), std::size_t(1), kPatience);
}

void SpecPageTest::undoesInTheFormByKeys()
{
    const QString before = text();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->setMode(SpecPage::Mode::Form);
    auto *keyless = m_page->form()->findChild<QCheckBox *>(QStringLiteral("/use_keyless"));
    const bool isKeyless = keyless->isChecked();
    keyless->setFocus();
    QVERIFY(press(Qt::Key_Space));
    QVERIFY(text() != before);
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(text(), before);
    QTRY_COMPARE_WITH_TIMEOUT(keyless->isChecked(), isKeyless, kPatience);

    // Letters that are not in the definition yet are the field's own.
    auto *target = m_page->form()->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"));
    const QString shown = target->text();
    target->setFocus();
    target->end(false);
    QTest::keyClicks(target, QStringLiteral("x"));
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(target->text(), shown);
    QCOMPARE(text(), before);

    // Once the page has undone more, Redo is the page's, whatever was typed and taken back here.
    keyless->setFocus();
    QVERIFY(press(Qt::Key_Space));
    const QString switched = text();
    QVERIFY(switched != before);
    target->setFocus();
    QTest::keyClicks(target, QStringLiteral("z"));
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(text(), before);
    QTRY_COMPARE_WITH_TIMEOUT(keyless->isChecked(), isKeyless, kPatience);
    QVERIFY(press(QKeySequence::Redo));
    QCOMPARE(target->text(), shown);
    QCOMPARE(text(), switched);
    QVERIFY(press(Qt::Key_Z, kCtrl));

    // The page's, when they were taken.
    QTest::keyClicks(target, QStringLiteral("y"));
    QVERIFY(press(Qt::Key_Return));
    const QString changed = text();
    QVERIFY(changed.contains(shown + QLatin1Char('y')));
    QVERIFY(press(Qt::Key_Z, kCtrl));
    QCOMPARE(text(), before);
    QTRY_COMPARE_WITH_TIMEOUT(target->text(), shown, kPatience);
    QVERIFY(press(QKeySequence::Redo));
    QCOMPARE(text(), changed);
}

void SpecPageTest::carriesAHookByKeys()
{
    constexpr Qt::KeyboardModifiers kAltShift = Qt::AltModifier | Qt::ShiftModifier;
    const QString before = text();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showPipeline();
    const auto hooksIn = [this](const char *place) {
        const auto *slot = m_page->pipeline()->findChild<PipelineSlot *>(QLatin1String(place));
        const bool hasFocus = !slot->cards().empty() && slot->cards().front()->hasFocus();
        return std::pair(slot->cards().size(), hasFocus);
    };
    const auto here = std::pair(std::size_t{1}, true); // with the keyboard
    auto *post = m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    post->cards().front()->setFocus();
    QVERIFY(press(Qt::Key_Down, kAltShift));
    QCOMPARE(hooksIn("response"), here);
    QCOMPARE(hooksIn("post").first, std::size_t{0});
    QVERIFY(press(Qt::Key_Down, kAltShift)); // it is the last
    QCOMPARE(hooksIn("response"), here);
    QVERIFY(press(Qt::Key_Up, kAltShift));
    QVERIFY(press(Qt::Key_Up, kAltShift));
    QCOMPARE(hooksIn("post_key_auth"), here);
    QVERIFY(press(Qt::Key_Up, kAltShift)); // over auth_check, which has one hook only
    QCOMPARE(hooksIn("pre"), here);
    QVERIFY(text().contains(QStringLiteral("\"pre\"")));
    QVERIFY(text().contains(QStringLiteral(
        "{\"name\": \"AddFooBarHeader\", \"path\": \"plugins/AddFooBarHeader.so\"}")));
    for (int step = 0; step < 4; ++step) {
        QVERIFY(press(Qt::Key_Z, kCtrl));
    }
    QCOMPARE(text(), before);
}

// The nearest place: the last one of the slot above, the first one of the slot below.
void SpecPageTest::carriesAHookNextToOthers()
{
    constexpr Qt::KeyboardModifiers kAltShift = Qt::AltModifier | Qt::ShiftModifier;
    QString two = text();
    two.replace(QStringLiteral("\"post\": ["),
                QStringLiteral("\"post_key_auth\": [{\"name\": \"Other\", \"path\": "
                               "\"plugins/other.so\"}],\n    \"post\": ["));
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showPipeline();
    m_page->editor()->replaceBy(two.toStdString());
    const auto *above =
        m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post_key_auth"));
    const auto *below = m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    QTRY_COMPARE_WITH_TIMEOUT(above->cards().size(), std::size_t(1), kPatience);
    // A layout shows a new card in the event loop; until then it takes no focus.
    QTRY_VERIFY_WITH_TIMEOUT(above->cards().front()->isVisible(), kPatience);
    below->cards().front()->setFocus();
    QVERIFY(press(Qt::Key_Up, kAltShift));
    QCOMPARE(above->cards().size(), std::size_t(2));
    QCOMPARE(above->cards().back()->hook().name, "AddFooBarHeader");
    QVERIFY(above->cards().back()->hasFocus());
    QVERIFY(press(Qt::Key_Down, kAltShift));
    QCOMPARE(below->cards().size(), std::size_t(1));
    above->cards().front()->setFocus();
    QVERIFY(above->cards().front()->hasFocus());
    QVERIFY(press(Qt::Key_Down, kAltShift));
    QVERIFY2(below->cards().size() == 2, qPrintable(text()));
    QCOMPARE(below->cards().front()->hook().name, "Other");
    QVERIFY(below->cards().front()->hasFocus());
}

void SpecPageTest::removesWhatHasTheKeyboard()
{
    std::string listed(kDefinition);
    listed.insert(listed.find("\"api_id\""), "\"allowed_ips\": [\"10.0.0.1\", \"10.0.0.2\"], ");
    m_page->editor()->replaceBy(listed);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->setMode(SpecPage::Mode::Form);
    auto *table = m_page->form()->findChild<form::EntryTable *>(QStringLiteral("/allowed_ips"));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, kPatience);
    table->view()->setFocus();
    // Not by selectRow(), which heeds the modifiers of the last key.
    table->view()->selectionModel()->setCurrentIndex(table->model()->index(0, 0),
                                                     QItemSelectionModel::ClearAndSelect |
                                                         QItemSelectionModel::Rows);
    QTRY_VERIFY_WITH_TIMEOUT(table->view()->hasFocus(), kPatience);
    QVERIFY(press(Qt::Key_Delete));
    QVERIFY(!text().contains(QStringLiteral("10.0.0.1")));
    QVERIFY(text().contains(QStringLiteral("10.0.0.2")));

    // The same hook stands in the page's pipeline, which has not the keyboard.
    QWidget *inspector = m_page->inspectorWidget();
    inspector->resize(300, 500);
    inspector->show();
    auto *slot = inspector->findChild<PipelineSlot *>(QStringLiteral("post"));
    QTRY_COMPARE_WITH_TIMEOUT(slot->cards().size(), std::size_t(1), kPatience);
    slot->cards().front()->setFocus();
    QVERIFY(press(Qt::Key_Delete));
    QVERIFY(!text().contains(QStringLiteral("AddFooBarHeader\"")));
}

void SpecPageTest::helpFollowsTextAndForm()
{
    const auto *help = m_page->inspectorWidget()->findChild<FieldHelpView *>();
    QVERIFY(help != nullptr);
    m_page->editor()->setCaret(static_cast<std::size_t>(kDefinition.find("\"use_keyless\"") + 2));
    QTRY_VERIFY_WITH_TIMEOUT(help->text().contains(QStringLiteral("<b>use_keyless</b>")),
                             kPatience);
    m_page->editor()->setCaret(static_cast<std::size_t>(kDefinition.find("\"listen_path\"") + 2));
    QTRY_VERIFY_WITH_TIMEOUT(help->text().contains(QStringLiteral("listen_path</b>")), kPatience);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->setMode(SpecPage::Mode::Form);
    m_page->form()->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"))->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(help->text().contains(QStringLiteral("target_url</b>")), kPatience);
}

} // namespace gw::definition
