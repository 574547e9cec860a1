// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "ui/requests/recording_server.h"
#include "window/action_registry.h"
#include "window/workspace_actions.h"

#include <QJsonArray>
#include <QMenu>
#include <QWidget>

using namespace Qt::StringLiterals;
using gw::test::Received;
using gw::test::RecordingServer;
using gw::window::WorkspaceActions;

namespace {

constexpr int kPatience = 60'000;

// An engine that only looks at what it is asked with.
class Engine final {
public:
    [[nodiscard]] QString address() const
    {
        return QString::fromStdString("http://" + m_server.host());
    }
    // The secrets that came, "-" for none, each followed by a blank.
    [[nodiscard]] const std::string &secrets()
    {
        for (const Received &request : m_server.take()) {
            const std::string secret = request.values("X-Tyk-Authorization");
            m_secrets += secret.size() < 2 ? "- " : secret.substr(0, secret.size() - 1) + ' ';
        }
        return m_secrets;
    }

private:
    RecordingServer m_server;
    std::string m_secrets;
};

} // namespace

class WorkspaceActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheSecretToItsEngineOnly();

private:
    static void choose(WorkspaceActions &actions, const QString &recent);
};

void WorkspaceActionsTest::choose(WorkspaceActions &actions, const QString &recent)
{
    QMenu menu;
    actions.fillRecent(menu);
    Q_EMIT menu.aboutToShow();
    for (QAction *action : menu.actions()) {
        if (action->text() == recent) {
            action->trigger();
        }
    }
}

void WorkspaceActionsTest::givesTheSecretToItsEngineOnly()
{
    Engine named;
    Engine other;
    gw::session::EngineSession session(nullptr);
    gw::window::ActionRegistry registry;
    QWidget window;
    WorkspaceActions actions(session, registry, window);
    actions.giveSecret({.url = QUrl(named.address()), .secret = u"first"_s});
    actions.restoreState({{u"attached"_s, other.address()},
                          {u"engines"_s, QJsonArray{named.address(), other.address()}}});
    QTRY_VERIFY_WITH_TIMEOUT(!other.secrets().empty(), kPatience);
    QCOMPARE(named.secrets(), "");
    choose(actions, named.address());
    QTRY_VERIFY_WITH_TIMEOUT(named.secrets().starts_with("first "), kPatience);
    const auto before = other.secrets().size();
    choose(actions, other.address());
    QTRY_VERIFY_WITH_TIMEOUT(other.secrets().size() > before, kPatience);
    QVERIFY2(other.secrets().find("first") == std::string::npos, other.secrets().c_str());
}

GW_TEST(WorkspaceActionsTest)
#include "workspace_actions_test.moc"
