// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "widgets/empty_text.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStringListModel>

using gw::widgets::EmptyText;

class EmptyTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatThereIsRoomFor();
    void goesWithTheFirstRow();
    void keepsItsWordsOnItsOwn();
};

void EmptyTextTest::showsWhatThereIsRoomFor()
{
    QStringListModel model;
    QListView view;
    view.setFrameShape(QFrame::NoFrame);
    view.setModel(&model);
    QAction action(QStringLiteral("Do it"));
    action.setToolTip(QStringLiteral("Does it"));
    auto *empty = new EmptyText(&view); // the view's
    empty->setText(QStringLiteral("There is nothing yet."), &action);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *words = empty->findChild<QLabel *>();
    const auto *button = empty->findChild<QPushButton *>();
    QVERIFY(words->isVisible() && button->isVisible());
    QCOMPARE(button->toolTip(), QStringLiteral("Does it"));

    view.resize(400, button->sizeHint().height() + 2); // low: the button says it
    QVERIFY(!words->isVisible() && button->isVisible());
    QCOMPARE(button->toolTip(), words->text());
    action.setText(QStringLiteral("Do it again"));
    QCOMPARE(button->text(), QStringLiteral("Do it again"));
    QCOMPARE(button->toolTip(), words->text());

    view.resize(400, button->sizeHint().height() - 2); // the command is elsewhere too
    QVERIFY(words->isVisible() && !button->isVisible());
    view.resize(400, 300);
    QVERIFY(words->isVisible() && button->isVisible());
    QCOMPARE(button->toolTip(), QStringLiteral("Does it"));
    view.resize(400, button->sizeHint().height() + 2);
    empty->setText(QStringLiteral("Nothing can be done.")); // without a button there is room
    QVERIFY(words->isVisible() && !button->isVisible());
}

void EmptyTextTest::goesWithTheFirstRow()
{
    QStringListModel model;
    QListView view;
    view.setModel(&model);
    const auto *empty = new EmptyText(&view, QStringLiteral("Nothing"));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(empty->isVisible());
    model.setStringList({QStringLiteral("a row")});
    QVERIFY(!empty->isVisible());
    model.removeRows(0, 1);
    QVERIFY(empty->isVisible());
}

// They may say what went wrong; the button stands elsewhere too.
void EmptyTextTest::keepsItsWordsOnItsOwn()
{
    QAction action(QStringLiteral("Do it"));
    EmptyText empty(static_cast<QWidget *>(nullptr));
    empty.setText(QStringLiteral("There is nothing yet."), &action);
    empty.resize(400, 300);
    empty.show();
    QVERIFY(QTest::qWaitForWindowExposed(&empty));
    const auto *words = empty.findChild<QLabel *>();
    const auto *button = empty.findChild<QPushButton *>();
    QVERIFY(words->isVisible() && button->isVisible());
    empty.resize(400, button->sizeHint().height() + 2);
    QVERIFY(words->isVisible() && !button->isVisible());
    QCOMPARE(empty.text(), QStringLiteral("There is nothing yet."));
}

GW_TEST(EmptyTextTest)
#include "empty_text_test.moc"
