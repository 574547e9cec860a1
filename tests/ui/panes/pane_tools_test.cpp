// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/pane_tools.h"
#include "support/room_test.h"

#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using gw::panes::PaneTools;

class PaneToolsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gathersItsButtonsWhereItIsNarrow();
};

void PaneToolsTest::gathersItsButtonsWhereItIsNarrow()
{
    PaneTools tools;
    QLineEdit filter;
    filter.setMinimumWidth(100);
    tools.add(&filter, 1);
    QAction follow(QIcon(), QStringLiteral("Follow the newest"));
    QAction saved(QIcon(), QStringLiteral("Saved filters"));
    QMenu filters;
    filters.addAction(QStringLiteral("One"));
    tools.addButton(&follow);
    tools.addMenu(&saved, &filters);
    const auto buttonOf = [&tools](const QAction *action) -> QToolButton * {
        for (QToolButton *button : tools.findChildren<QToolButton *>()) {
            if (button->defaultAction() == action) {
                return button;
            }
        }
        return nullptr;
    };
    QToolButton *more = nullptr;
    for (QToolButton *button : tools.findChildren<QToolButton *>()) {
        more = button->defaultAction() == nullptr ? button : more;
    }
    tools.resize(800, 30);
    tools.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tools));
    QCOMPARE(buttonOf(&follow)->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    QVERIFY(!more->isVisible());

    tools.resize(tools.minimumSizeHint().width(), 30);
    QTRY_VERIFY_WITH_TIMEOUT(more->isVisible(), 20'000);
    QVERIFY(!buttonOf(&follow)->isVisible());
    QVERIFY(filter.width() >= 100);
    QVERIFY(!filter.geometry().intersects(more->geometry()));
    Q_EMIT more->menu()->aboutToShow();
    const QList<QAction *> entries = more->menu()->actions();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0], &follow);
    QCOMPARE(entries[1]->menu(), &filters);

    tools.resize(800, 30);
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(&follow)->isVisible(), 20'000);
    filter.setParent(nullptr); // both are on the stack
}

GW_TEST(PaneToolsTest)
#include "pane_tools_test.moc"
