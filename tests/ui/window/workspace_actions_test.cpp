// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/action_registry.h"
#include "window/workspace_actions.h"

#include <QJsonArray>
#include <QMenu>
#include <QWidget>

using namespace Qt::StringLiterals;
using gw::window::WorkspaceActions;

namespace {

// Nobody listens there, and no keychain knows them.
const QString kFirst = u"http://127.0.0.1:1/first"_s;
const QString kSecond = u"http://127.0.0.1:1/second"_s;

} // namespace

class WorkspaceActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("GATEWRIGHT_SECRET", "of the first"); }
    void cleanup() { qunsetenv("GATEWRIGHT_SECRET"); }
    void givesTheSecretToTheEngineOfTheStart();
    void givesTheSecretToNoOtherEngine();

private:
    gw::session::EngineSession m_session{nullptr};
    gw::window::ActionRegistry m_registry;
    QWidget m_window;
    WorkspaceActions m_actions{m_session, m_registry, m_window};
};

void WorkspaceActionsTest::givesTheSecretToTheEngineOfTheStart()
{
    m_actions.restoreState({{u"attached"_s, kFirst}});
    QCOMPARE(m_session.address().url, QUrl(kFirst));
    QCOMPARE(m_session.address().secret, u"of the first"_s);
}

void WorkspaceActionsTest::givesTheSecretToNoOtherEngine()
{
    m_actions.restoreState({{u"attached"_s, kFirst}, {u"engines"_s, QJsonArray{kFirst, kSecond}}});
    QMenu menu;
    m_actions.fillRecent(menu);
    Q_EMIT menu.aboutToShow();
    for (QAction *action : menu.actions()) {
        if (action->text() == kSecond) {
            action->trigger();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_session.address().url, QUrl(kSecond), 20'000);
    QCOMPARE(m_session.address().secret, QString());
}

GW_TEST(WorkspaceActionsTest)
#include "workspace_actions_test.moc"
