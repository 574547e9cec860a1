// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace_files.h"

#include "spec/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

namespace gw::session {

namespace {

constexpr std::chrono::milliseconds kSettle{600}; // an engine loads what it wrote within it

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
    noteLoaded();
    watch();
}

void WorkspaceFiles::noteLoaded()
{
    m_loaded = definitions();
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
    const Stamps before = std::exchange(m_requests, requests());
    const Stamps now = m_requests; // a slot may start another look
    bool isOther = before.size() != now.size();
    for (auto each = now.begin(); each != now.end(); ++each) {
        if (!before.contains(each.key())) {
            isOther = true;
        } else if (before.value(each.key()) != each.value()) {
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
    const Stamps now = definitions();
    QStringList changed;
    for (auto each = now.begin(); each != now.end(); ++each) {
        if (m_loaded.value(each.key()) != each.value()) {
            changed.append(QFileInfo(each.key()).fileName());
        }
    }
    for (auto each = m_loaded.begin(); each != m_loaded.end(); ++each) {
        if (!now.contains(each.key())) {
            changed.append(QFileInfo(each.key()).fileName());
        }
    }
    changed.sort();
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
        stamps.insert(file.filePath(), stampOf(file));
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

QString WorkspaceFiles::settings() const
{
    return m_folder.isEmpty()
               ? QString()
               : stampOf(QFileInfo(QString::fromStdString(workspaceOf(m_folder).configPath())));
}

} // namespace gw::session
