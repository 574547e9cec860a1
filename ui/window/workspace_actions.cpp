// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/workspace_actions.h"

#include "session/new_workspace.h"
#include "window/connect_dialog.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QPointer>

namespace gw::window {

using session::EngineSession;

namespace {

constexpr int kRecent = 8;

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray()) {
        texts.append(text.toString());
    }
    return texts;
}

} // namespace

WorkspaceActions::WorkspaceActions(EngineSession &session, ActionRegistry &actions, QWidget &window,
                                   std::unique_ptr<session::Keychain> keychain)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
    , m_secrets(std::move(keychain))
{
    connect(&m_secrets, &session::SecretStore::problemRaised, this,
            &WorkspaceActions::problemRaised);
    connect(&m_secrets, &session::SecretStore::problemSettled, this,
            &WorkspaceActions::problemSettled);
    const auto add = [&](const char *id, const QString &text, const char *icon,
                         const QKeySequence &keys, const std::function<void()> &run) {
        window.addAction(actions.add(
            {.id = QLatin1String(id),
             .text = text,
             .category =
                 QLatin1String(id).startsWith(QLatin1String("file.")) ? tr("File") : tr("Gateway"),
             .shortcut = keys,
             .icon = QLatin1String(icon)},
            [run](bool) { run(); }));
    };
    add("file.openWorkspace", tr("&Open workspace..."), "folder-open", QKeySequence::Open,
        [this] { chooseWorkspace(false); });
    add("file.newWorkspace", tr("New &workspace..."), "folder-new", {},
        [this] { chooseWorkspace(true); });
    add("file.openDemo", tr("Open &demo"), "media-playback-start", {},
        [this] { openWorkspace({}); });
    add("gateway.connect", tr("&Connect to a running engine..."), "network-connect", {},
        [this] { openConnect(); });
}

void WorkspaceActions::fillRecent(QMenu &menu)
{
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
        menu.clear();
        for (const QString &folder : m_workspaces) {
            menu.addAction(folder, this, [this, folder] { openWorkspace(folder); });
        }
        if (!m_workspaces.isEmpty() && !m_engines.isEmpty()) {
            menu.addSeparator();
        }
        for (const QString &url : m_engines) {
            menu.addAction(url, this, [this, url] { attachTo(url); });
        }
        if (menu.isEmpty()) {
            menu.addAction(tr("Nothing was opened before"))->setEnabled(false);
        }
    });
}

QJsonObject WorkspaceActions::saveState() const
{
    QJsonObject state{{QStringLiteral("workspaces"), QJsonArray::fromStringList(m_workspaces)},
                      {QStringLiteral("engines"), QJsonArray::fromStringList(m_engines)}};
    if (!m_awaited.isEmpty()) {
        state.insert(QStringLiteral("attached"), m_awaited);
    } else if (m_session.isAttached()) {
        state.insert(QStringLiteral("attached"), m_session.address().url.toString());
    } else if (!m_session.workspace().isEmpty() && m_workspaces.contains(m_session.workspace())) {
        state.insert(QStringLiteral("workspace"), m_session.workspace());
    }
    return state;
}

void WorkspaceActions::restoreState(const QJsonObject &state)
{
    m_workspaces = textsOf(state.value(QLatin1String("workspaces")));
    m_engines = textsOf(state.value(QLatin1String("engines")));
    const QString url = state.value(QLatin1String("attached")).toString();
    if (!url.isEmpty()) {
        attachTo(url);
        return;
    }
    openWorkspace(state.value(QLatin1String("workspace")).toString());
}

void WorkspaceActions::chooseWorkspace(bool isNew)
{
    auto *dialog = new QFileDialog(&m_window, isNew ? tr("New workspace: choose an empty folder")
                                                    : tr("Open workspace"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, isNew](const QString &folder) {
        if (isNew) {
            makeWorkspace(folder);
        } else {
            openWorkspace(folder);
        }
    });
    dialog->open();
}

void WorkspaceActions::makeWorkspace(const QString &folder)
{
    const bool isThere = session::NewWorkspace::isThere(folder);
    if (const auto made = session::NewWorkspace::make(folder); !made) {
        Q_EMIT problemRaised(made.error());
        return;
    }
    openWorkspace(folder);
    if (!isThere) {
        Q_EMIT workspaceMade();
    }
}

void WorkspaceActions::openWorkspace(const QString &folder)
{
    m_awaited.clear();
    if (!folder.isEmpty()) {
        addRecent(m_workspaces, folder);
    }
    m_session.openWorkspace(folder);
    Q_EMIT changed();
}

void WorkspaceActions::openConnect()
{
    auto *dialog = new ConnectDialog(m_engines, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto fillSecret = [this, dialog = QPointer(dialog)](const QString &url) {
        m_secrets.read(url, [dialog, url](const QString &secret) {
            if (dialog != nullptr) {
                dialog->setSecret(url, secret);
            }
        });
    };
    connect(dialog, &ConnectDialog::urlChosen, this, fillSecret);
    connect(dialog, &ConnectDialog::connectWanted, this,
            [this](const client::EngineAddress &address) {
                m_secrets.write(address.url.toString(), address.secret);
                attach(address);
            });
    if (!m_engines.isEmpty()) {
        fillSecret(m_engines.first());
    }
    dialog->open();
}

void WorkspaceActions::giveSecret(const client::EngineAddress &address)
{
    m_secrets.keepInMemory(address.url.toString(), address.secret);
}

void WorkspaceActions::attachTo(const QString &url)
{
    m_awaited = url;
    m_secrets.read(url, [this, url](const QString &secret) {
        if (url == m_awaited) { // else the user has turned to something else meanwhile
            attach({.url = QUrl(url), .secret = secret});
        }
    });
}

void WorkspaceActions::attach(const client::EngineAddress &address)
{
    m_awaited.clear();
    addRecent(m_engines, address.url.toString());
    m_session.attach(address);
    Q_EMIT changed();
}

void WorkspaceActions::addRecent(QStringList &list, const QString &entry)
{
    list.removeAll(entry);
    list.prepend(entry);
    while (list.size() > kRecent) {
        list.removeLast();
    }
}

} // namespace gw::window
