// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "ui/requests/recording_server.h"
#include "ui/session/held_keychain.h"
#include "window/action_registry.h"
#include "window/connect_dialog.h"
#include "window/workspace_actions.h"

#include <QJsonArray>
#include <QMenu>
#include <QSignalSpy>
#include <QWidget>

using namespace Qt::StringLiterals;
using gw::test::HeldKeychain;
using gw::test::Received;
using gw::test::RecordingServer;
using gw::window::WorkspaceActions;

namespace {

constexpr int kEnginePatience = 60'000;
const QString kNobody = u"http://127.0.0.1:1"_s; // listens there
const QString kNobodyElse = u"http://127.0.0.1:2"_s;

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
    void takesNoAnswerThatComesTooLate();
    void keepsTheEngineWhileTheKeychainWaits();
    void tellsThatASecretIsNotKept();

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
    QTRY_VERIFY_WITH_TIMEOUT(!other.secrets().empty(), kEnginePatience);
    QCOMPARE(named.secrets(), "");
    choose(actions, named.address());
    QTRY_VERIFY_WITH_TIMEOUT(named.secrets().starts_with("first "), kEnginePatience);
    const auto before = other.secrets().size();
    choose(actions, other.address());
    QTRY_VERIFY_WITH_TIMEOUT(other.secrets().size() > before, kEnginePatience);
    QVERIFY2(other.secrets().find("first") == std::string::npos, other.secrets().c_str());
}

void WorkspaceActionsTest::takesNoAnswerThatComesTooLate()
{
    HeldKeychain::Calls calls;
    gw::session::EngineSession session(nullptr);
    gw::window::ActionRegistry registry;
    QWidget window;
    WorkspaceActions actions(session, registry, window, std::make_unique<HeldKeychain>(calls));
    actions.restoreState(
        {{u"attached"_s, kNobody}, {u"engines"_s, QJsonArray{kNobody, kNobodyElse}}});
    QCOMPARE(calls.reads.size(), 1);
    choose(actions, kNobodyElse); // while the keychain asks to be unlocked
    QCOMPARE(calls.reads.size(), 2);
    calls.reads[1].second(u"second"_s);
    QCOMPARE(session.address().url, QUrl(kNobodyElse));
    QCOMPARE(session.address().secret, u"second"_s);
    calls.reads[0].second(u"first"_s);
    QCOMPARE(session.address().url, QUrl(kNobodyElse));
    QCOMPARE(session.address().secret, u"second"_s);
}

void WorkspaceActionsTest::keepsTheEngineWhileTheKeychainWaits()
{
    HeldKeychain::Calls calls;
    gw::session::EngineSession session(nullptr);
    gw::window::ActionRegistry registry;
    QWidget window;
    WorkspaceActions actions(session, registry, window, std::make_unique<HeldKeychain>(calls));
    actions.restoreState({{u"attached"_s, kNobody}});
    QCOMPARE(actions.saveState()[u"attached"_s].toString(), kNobody);
    calls.reads[0].second(QString());
    QCOMPARE(session.address().url, QUrl(kNobody));
    QCOMPARE(actions.saveState()[u"attached"_s].toString(), kNobody);
}

void WorkspaceActionsTest::tellsThatASecretIsNotKept()
{
    HeldKeychain::Calls calls;
    gw::session::EngineSession session(nullptr);
    gw::window::ActionRegistry registry;
    QWidget window;
    WorkspaceActions actions(session, registry, window, std::make_unique<HeldKeychain>(calls));
    const QSignalSpy problems(&actions, &WorkspaceActions::problemRaised);
    registry.action(u"gateway.connect"_s)->trigger();
    auto *dialog = window.findChild<gw::window::ConnectDialog *>();
    QVERIFY(dialog != nullptr);
    const gw::client::EngineAddress address{.url = QUrl(kNobody), .secret = u"typed"_s};
    Q_EMIT dialog->connectWanted(address);
    QCOMPARE(session.address(), address);
    calls.writes[0](tl::unexpected(gw::Error{"The keychain refuses access", {}, {}}));
    QCOMPARE(problems.size(), 1);
    choose(actions, kNobody); // known for this run
    QCOMPARE(session.address(), address);
    QVERIFY(calls.reads.isEmpty());
    // The dialog is gone when the keychain answers.
    Q_EMIT dialog->urlChosen(kNobodyElse);
    QCOMPARE(calls.reads.size(), 1);
    delete dialog;
    calls.reads[0].second(u"late"_s);
    QCOMPARE(session.address(), address);
}

GW_TEST(WorkspaceActionsTest)
#include "workspace_actions_test.moc"
