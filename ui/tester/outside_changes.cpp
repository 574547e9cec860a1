// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/outside_changes.h"

#include "client/plugin_client.h"
#include "definition/settings_file_page.h"
#include "editing/plugin_sources.h"
#include "models/navigator_model.h"
#include "spec/workspace.h"
#include "tester/request_page.h"
#include "window/banner.h"
#include "window/tab_area.h"

#include <QDir>
#include <QFile>

namespace gw::tester {

using session::EngineSession;
using session::WorkspaceFiles;
using window::Banner;

namespace {

const QString kFilesTopic = QStringLiteral("outside-definitions");
const QString kLibrariesTopic = QStringLiteral("outside-libraries");
const QString kSettingsTopic = QStringLiteral("outside-settings");

// Of the files that the engine has read.
WorkspaceFiles::Hashes textsOf(const client::ReloadReport &report)
{
    WorkspaceFiles::Hashes texts;
    for (const client::ApiReport &api : report.apis) {
        if (!api.file.isEmpty() && api.state != client::ApiState::Removed) {
            texts.insert(api.file, api.sha256);
        }
    }
    return texts;
}

// Of the libraries that serve; what of a failed one the engine has read, nobody tells. A library
// that was rolled back differs from its file because the user wanted it so.
WorkspaceFiles::Hashes librariesOf(const QList<client::PluginHook> &hooks)
{
    WorkspaceFiles::Hashes libraries;
    for (const client::PluginHook &hook : hooks) {
        const bool isFile =
            QDir::isRelativePath(hook.path) && !editing::isOfBundle(hook.path.toStdString());
        if (isFile && !hook.isRolledBack) {
            libraries.insert(hook.path, hook.isLoaded() && !hook.sha256.isEmpty()
                                            ? hook.sha256
                                            : QString(session::LoadedFiles::kAsItIs));
        }
    }
    return libraries;
}

} // namespace

OutsideChanges::OutsideChanges(EngineSession &session, window::MainWindow &window)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
{
    connect(&session, &EngineSession::stateChanged, this, &OutsideChanges::followSession);
    connect(&session, &EngineSession::reportChanged, this, [this] {
        if (m_session.report().generation > 0) {
            m_files.noteLoaded(textsOf(m_session.report()));
        }
    });
    connect(&session, &EngineSession::pluginsChanged, this, &OutsideChanges::noteLibraries);
    connect(&m_files, &WorkspaceFiles::definitionsChanged, this, &OutsideChanges::offerReload);
    connect(&m_files, &WorkspaceFiles::librariesChanged, this, &OutsideChanges::offerLibraries);
    connect(&m_files, &WorkspaceFiles::settingsChanged, this, &OutsideChanges::offerRestart);
    connect(&m_files, &WorkspaceFiles::requestChanged, this, &OutsideChanges::offerRequest);
    connect(&m_files, &WorkspaceFiles::requestGone, this, [this](const QString &path) {
        if (RequestPage *page = pageOf(path)) {
            page->offerGone();
        }
    });
    connect(&m_files, &WorkspaceFiles::collectionsChanged, this, [this] {
        m_window.navigatorModel().setSection(models::collectionSection(QString::fromStdString(
            spec::Workspace(m_files.folder().toStdString()).requestsPath())));
    });
    connect(&m_files, &WorkspaceFiles::pluginsChanged, &m_window,
            &window::MainWindow::readPluginFolder);
    followSession();
}

void OutsideChanges::followSession()
{
    m_files.follow(m_session.workspace(), m_session.definitionsFolder());
    if (m_session.report().generation == 0) {
        m_window.banner().hide(kFilesTopic); // nothing is served
    }
}

void OutsideChanges::offerReload()
{
    const QStringList &names = m_files.changedDefinitions();
    const bool isServed = m_session.report().generation > 0;
    if (names.isEmpty() || !isServed) {
        m_window.banner().hide(kFilesTopic);
        return;
    }
    const QString what = names.size() == 1 ? tr("%1 has changed on the disk.").arg(names.first())
                                           : tr("%1 and %n other file(s) have changed on the disk.",
                                                nullptr, static_cast<int>(names.size()) - 1)
                                                 .arg(names.first());
    m_window.banner().show(Banner::Tone::Info, kFilesTopic,
                           tr("%1 The engine serves what it read before.").arg(what));
    m_window.banner().offer(tr("Reload"), [this] { m_session.reload(); });
    m_window.banner().offer(tr("Later"), [this] { m_window.banner().hide(kFilesTopic); });
}

void OutsideChanges::noteLibraries()
{
    if (m_session.state() == EngineSession::State::Connected) {
        m_files.noteLibraries(librariesOf(m_session.plugins()));
    }
}

// An engine that watches its libraries loads them by itself.
void OutsideChanges::offerLibraries()
{
    if (m_files.changedLibraries().isEmpty() || m_session.client() == nullptr) {
        m_window.banner().hide(kLibrariesTopic);
        return;
    }
    client::PluginClient(*m_session.client())
        .isWatching()
        .then(this, [this](const Expected<bool> &isWatching) {
            if (isWatching && !*isWatching && !m_files.changedLibraries().isEmpty()) {
                showLibraries();
            }
        });
}

void OutsideChanges::showLibraries()
{
    const QStringList names = m_files.changedLibraries();
    const QString what = names.size() == 1 ? tr("%1 has changed on the disk.").arg(names.first())
                                           : tr("%1 and %n other library(ies) have changed.",
                                                nullptr, static_cast<int>(names.size()) - 1)
                                                 .arg(names.first());
    m_window.banner().show(Banner::Tone::Info, kLibrariesTopic,
                           tr("%1 The engine runs what it loaded before.").arg(what));
    m_window.banner().offer(tr("Reload library"), [this, names] {
        m_window.banner().hide(kLibrariesTopic);
        for (const QString &name : names) {
            m_session.reloadLibrary(name);
        }
    });
    m_window.banner().offer(tr("Later"), [this] { m_window.banner().hide(kLibrariesTopic); });
}

void OutsideChanges::offerRestart()
{
    if (auto *page = qobject_cast<definition::SettingsFilePage *>(
            m_window.tabs().find(definition::SettingsFilePage::pageAddress()))) {
        page->noteOutside();
    }
    if (m_session.state() == EngineSession::State::Failed) {
        return; // its own banner has a button that starts it
    }
    m_window.banner().show(Banner::Tone::Info, kSettingsTopic,
                           tr("gatewright.conf has changed. The engine reads it when it starts."));
    m_window.banner().offer(tr("Restart engine"), [this] {
        m_window.banner().hide(kSettingsTopic);
        m_session.restart();
    });
    m_window.banner().offer(tr("Later"), [this] { m_window.banner().hide(kSettingsTopic); });
}

void OutsideChanges::offerRequest(const QString &path)
{
    RequestPage *page = pageOf(path);
    QFile file(path);
    if (page != nullptr && file.open(QIODevice::ReadOnly)) {
        page->offerOutside(file.readAll().toStdString());
    }
}

RequestPage *OutsideChanges::pageOf(const QString &path) const
{
    return qobject_cast<RequestPage *>(m_window.tabs().find({QStringLiteral("request"), path}));
}

} // namespace gw::tester
