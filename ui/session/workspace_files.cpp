// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace_files.h"

#include "spec/definition_folder.h"
#include "spec/json_document.h"
#include "spec/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSet>
#include <QTimeZone>

#include <utility>

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
                               .arg(file.lastModified(QTimeZone::UTC).toMSecsSinceEpoch())
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

// May be thousands: nothing is asked of them yet.
QList<QFileInfo> requestsOf(const QString &folder)
{
    QList<QFileInfo> files;
    QDirIterator each(QString::fromStdString(workspaceOf(folder).requestsPath()),
                      {QStringLiteral("*.hurl")}, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        files.append(each.nextFileInfo());
    }
    return files;
}

} // namespace

WorkspaceFiles::WorkspaceFiles(QObject *parent)
    : QObject(parent)
    , m_definitions([this] { return definitions(); }, this)
    , m_libraries([this] { return libraries(); }, this)
{
    connect(&m_definitions, &LoadedFiles::written, this, &WorkspaceFiles::definitionsWritten);
    connect(&m_definitions, &LoadedFiles::changesChanged, this,
            &WorkspaceFiles::definitionsChanged);
    connect(&m_libraries, &LoadedFiles::changesChanged, this, &WorkspaceFiles::librariesChanged);
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
    m_used.clear();
    m_definitions.reset();
    m_libraries.reset();
    watch();
}

void WorkspaceFiles::noteLoaded(const Hashes &definitions)
{
    if (!m_folder.isEmpty()) {
        m_definitions.noteLoaded(definitions);
        watch();
    }
}

void WorkspaceFiles::noteLibraries(const Hashes &libraries)
{
    if (!m_folder.isEmpty()) {
        QStringList used = libraries.keys();
        used.sort();
        const bool isOther = std::exchange(m_used, used) != used;
        m_libraries.noteLoaded(libraries);
        if (isOther) { // the engine tells of them every second
            watch();
        }
    }
}

void WorkspaceFiles::look()
{
    watch();
    m_definitions.compare();
    m_libraries.compare();
    const QString settingsNow = settings();
    if (std::exchange(m_settings, settingsNow) != settingsNow) {
        Q_EMIT settingsChanged();
    }
    const QStringList pluginsNow = plugins();
    if (std::exchange(m_plugins, pluginsNow) != pluginsNow) {
        Q_EMIT pluginsChanged();
    }
    tellRequests();
}

void WorkspaceFiles::tellRequests()
{
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
    paths += foldersBelow(requestFolder);
    for (const LoadedFiles::Files &files : {definitions(), libraries()}) {
        for (const LoadedFiles::File &file : files) {
            paths.append(file.path);
        }
    }
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    for (const QFileInfo &request : requestsOf(m_folder)) {
        paths.append(request.filePath());
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    const QSet<QString> known(watched.begin(), watched.end());
    paths.removeIf([&known](const QString &path) { return known.contains(path); });
    if (!paths.isEmpty()) {
        m_watcher.addPaths(paths);
    }
}

LoadedFiles::Files WorkspaceFiles::definitions() const
{
    LoadedFiles::Files files;
    if (m_folder.isEmpty()) {
        return files;
    }
    const QDir folder(m_definitionsFolder);
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        if (spec::isDefinitionName(file.fileName().toStdString()) &&
            file.size() <= static_cast<qint64>(spec::JsonDocument::kMaxBytes)) {
            files.insert(file.fileName(), {file.filePath(), stampOf(file)});
        }
    }
    return files;
}

// One that nobody uses yet is not loaded, and does not differ.
LoadedFiles::Files WorkspaceFiles::libraries() const
{
    LoadedFiles::Files files;
    for (const QString &name : m_used) {
        const QFileInfo file(m_folder + u'/' + name);
        if (file.isFile()) {
            files.insert(name, {file.filePath(), stampOf(file)});
        }
    }
    return files;
}

WorkspaceFiles::Stamps WorkspaceFiles::requests() const
{
    Stamps stamps;
    if (m_folder.isEmpty()) {
        return stamps;
    }
    for (const QFileInfo &file : requestsOf(m_folder)) {
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
