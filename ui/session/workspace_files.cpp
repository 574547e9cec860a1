// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace_files.h"

#include "spec/definition_folder.h"
#include "spec/json_document.h"
#include "spec/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtConcurrent>

namespace gw::session {

namespace {

constexpr std::chrono::milliseconds kSettle{600}; // an engine loads what it wrote within it
const QString kPlugins = QStringLiteral("/plugins");
const QString kSources = QStringLiteral("/src"); // below them

spec::Workspace workspaceOf(const QString &folder)
{
    return spec::Workspace(folder.toStdString());
}

QString stampOf(const QFileInfo &file)
{
    return file.exists() ? QStringLiteral("%1 %2")
                               .arg(file.size())
                               .arg(file.lastModified().toMSecsSinceEpoch())
                         : QString();
}

QStringList foldersBelow(const QString &folder)
{
    QStringList folders;
    QDirIterator each(folder, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        folders.append(each.next());
    }
    return folders;
}

} // namespace

WorkspaceFiles::WorkspaceFiles(QObject *parent)
    : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &WorkspaceFiles::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle,
            qOverload<>(&QTimer::start));
}

void WorkspaceFiles::follow(const QString &folder, const QString &definitions)
{
    if (folder == m_folder && definitions == m_definitionsFolder) {
        return;
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty()) {
        m_watcher.removePaths(watched);
    }
    m_folder = folder;
    m_definitionsFolder = definitions;
    m_settle.stop();
    m_requests = requests();
    m_settings = settings();
    m_plugins = plugins();
    m_loaded.reset();
    m_contents.clear();
    if (!m_changed.isEmpty()) {
        m_changed.clear();
        Q_EMIT definitionsChanged();
    }
    watch();
}

void WorkspaceFiles::noteLoaded(const Hashes &definitions)
{
    if (m_folder.isEmpty()) {
        return;
    }
    m_loaded = definitions;
    compareDefinitions();
    watch();
}

void WorkspaceFiles::look()
{
    watch();
    compareDefinitions();
    const QString settingsNow = settings();
    if (std::exchange(m_settings, settingsNow) != settingsNow) {
        Q_EMIT settingsChanged();
    }
    const QStringList pluginsNow = plugins();
    if (std::exchange(m_plugins, pluginsNow) != pluginsNow) {
        Q_EMIT pluginsChanged();
    }
    const Stamps before = std::exchange(m_requests, requests());
    const Stamps now = m_requests; // a slot may start another look
    bool isOther = false;
    for (auto each = before.begin(); each != before.end(); ++each) {
        if (!now.contains(each.key())) {
            isOther = true;
            Q_EMIT requestGone(each.key());
        }
    }
    for (auto each = now.begin(); each != now.end(); ++each) {
        isOther |= !before.contains(each.key());
        if (before.value(each.key()) != each.value()) {
            Q_EMIT requestChanged(each.key());
        }
    }
    if (isOther) {
        Q_EMIT collectionsChanged();
    }
}

// Files that were replaced are not watched any more, new ones not yet.
void WorkspaceFiles::watch()
{
    if (m_folder.isEmpty()) {
        return;
    }
    const spec::Workspace workspace = workspaceOf(m_folder);
    const QString requestFolder = QString::fromStdString(workspace.requestsPath());
    QStringList paths = {m_folder, m_definitionsFolder,
                         QString::fromStdString(workspace.configPath()), requestFolder};
    const QString pluginFolder = m_folder + kPlugins;
    paths += {pluginFolder, pluginFolder + kSources};
    paths += foldersBelow(requestFolder) + definitions().keys() + requests().keys();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    const QSet<QString> known(watched.begin(), watched.end());
    paths.removeIf(
        [&known](const QString &path) { return known.contains(path) || !QFileInfo::exists(path); });
    if (!paths.isEmpty()) {
        m_watcher.addPaths(paths);
    }
}

void WorkspaceFiles::compareDefinitions()
{
    if (!m_loaded) {
        return;
    }
    if (m_isReading) {
        m_isWanted = true;
        return;
    }
    const Stamps now = definitions();
    Stamps unread;
    for (auto each = now.begin(); each != now.end(); ++each) {
        if (m_contents.value(each.key()).stamp != each.value()) {
            unread.insert(each.key(), each.value());
        }
    }
    if (unread.isEmpty()) {
        tellChanges(now);
        return;
    }
    m_isReading = true;
    QtConcurrent::run(&WorkspaceFiles::read, unread)
        .then(this, [this, now, folder = m_definitionsFolder](const Contents &contents) {
            m_isReading = false;
            if (folder == m_definitionsFolder) {
                m_contents.insert(contents);
                tellChanges(now);
            }
            if (std::exchange(m_isWanted, false)) {
                compareDefinitions();
            }
        });
}

// Thread: of the pool. A file that is written meanwhile has another stamp at the next look.
WorkspaceFiles::Contents WorkspaceFiles::read(const Stamps &files)
{
    Contents contents;
    for (auto each = files.begin(); each != files.end(); ++each) {
        QFile file(each.key());
        QString hash;
        if (file.open(QIODevice::ReadOnly)) {
            hash = QString::fromStdString(spec::contentHash(file.readAll().toStdString()));
        }
        contents.insert(each.key(), {each.value(), hash});
    }
    return contents;
}

void WorkspaceFiles::tellChanges(const Stamps &now)
{
    if (!m_loaded) {
        return; // of a workspace that was left meanwhile
    }
    QStringList changed;
    Hashes gone = *m_loaded;
    for (auto each = now.begin(); each != now.end(); ++each) {
        const QString name = QFileInfo(each.key()).fileName();
        gone.remove(name);
        const auto loaded = m_loaded->constFind(name);
        if (loaded == m_loaded->cend() || *loaded != m_contents.value(each.key()).hash) {
            changed.append(name);
        }
    }
    changed += gone.keys();
    changed.sort();
    if (std::exchange(m_told, now) != now) {
        Q_EMIT definitionsWritten();
    }
    if (changed != m_changed) {
        m_changed = changed;
        Q_EMIT definitionsChanged();
    }
}

WorkspaceFiles::Stamps WorkspaceFiles::definitions() const
{
    Stamps stamps;
    if (m_folder.isEmpty()) {
        return stamps;
    }
    const QDir folder(m_definitionsFolder);
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        if (spec::isDefinitionName(file.fileName().toStdString()) &&
            file.size() <= static_cast<qint64>(spec::JsonDocument::kMaxBytes)) {
            stamps.insert(file.filePath(), stampOf(file));
        }
    }
    return stamps;
}

WorkspaceFiles::Stamps WorkspaceFiles::requests() const
{
    Stamps stamps;
    if (m_folder.isEmpty()) {
        return stamps;
    }
    QDirIterator each(QString::fromStdString(workspaceOf(m_folder).requestsPath()),
                      {QStringLiteral("*.hurl")}, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QFileInfo file = each.nextFileInfo();
        stamps.insert(file.filePath(), stampOf(file));
    }
    return stamps;
}

// Names only: what is in them is looked at by the engine.
QStringList WorkspaceFiles::plugins() const
{
    if (m_folder.isEmpty()) {
        return {};
    }
    const QString folder = m_folder + kPlugins;
    return QDir(folder).entryList({QStringLiteral("*.so")}, QDir::Files) +
           QDir(folder + kSources).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
}

QString WorkspaceFiles::settings() const
{
    return m_folder.isEmpty()
               ? QString()
               : stampOf(QFileInfo(QString::fromStdString(workspaceOf(m_folder).configPath())));
}

} // namespace gw::session
