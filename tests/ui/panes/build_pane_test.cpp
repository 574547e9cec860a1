// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/build_pane.h"
#include "support/room_test.h"

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using gw::panes::BuildPane;

class BuildPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersToBuild();
    void saysWhyABuildFails();
    void comesBack();

private:
    static QAction *action(const BuildPane &pane, const QString &text)
    {
        for (auto *action : pane.findChildren<QAction *>()) {
            if (action->text() == text) {
                return action;
            }
        }
        return nullptr;
    }

    gw::session::EngineSession m_session{nullptr};
};

void BuildPaneTest::offersToBuild()
{
    BuildPane pane(m_session);
    pane.resize(900, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto *button = pane.findChild<QListView *>()->findChild<QPushButton *>();
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("Build plugin..."));
    QVERIFY(!action(pane, QStringLiteral("Build again"))->isEnabled());
    QVERIFY(!action(pane, QStringLiteral("Cancel"))->isEnabled());
}

void BuildPaneTest::saysWhyABuildFails()
{
    const QTemporaryDir folder;
    BuildPane pane(m_session);
    QSignalSpy raised(&pane, &BuildPane::raiseWanted);
    pane.build(folder.filePath(QStringLiteral("missing.cpp")));
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isBuilding(), 60'000);
    QCOMPARE(raised.size(), 1);
    QVERIFY(pane.model().rowCount() > 0);
    QVERIFY(!action(pane, QStringLiteral("Cancel"))->isEnabled());
    QVERIFY(action(pane, QStringLiteral("Build again"))->isEnabled());
    const int rows = pane.model().rowCount();
    action(pane, QStringLiteral("Build again"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isBuilding(), 60'000);
    QCOMPARE(pane.model().rowCount(), rows); // the last build's words are gone
    QCOMPARE(raised.size(), 2);
}

void BuildPaneTest::comesBack()
{
    BuildPane before(m_session);
    before.restoreState({{QStringLiteral("source"), QStringLiteral("/src/a.cpp")}});
    BuildPane after(m_session);
    after.restoreState(before.saveState());
    QVERIFY(action(after, QStringLiteral("Build again"))->isEnabled());
    QCOMPARE(after.saveState().value(QStringLiteral("source")).toString(),
             QStringLiteral("/src/a.cpp"));
}

GW_TEST(BuildPaneTest)
#include "build_pane_test.moc"
