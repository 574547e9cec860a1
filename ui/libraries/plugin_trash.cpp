// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/plugin_trash.h"

#include "editing/plugin_checks.h"
#include "session/engine_session.h"
#include "session/trash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace gw::libraries {

namespace {

// As definitions and engines name it. Thread: any.
QString wholePath(const QString &workspace, const QString &library)
{
    return QDir::cleanPath(QDir(workspace).absoluteFilePath(library));
}

bool namesLibrary(const QString &definition, const QString &workspace, const QString &library)
{
    QFile file(definition);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const auto document = spec::JsonDocument::parse(file.readAll().toStdString());
    if (!document) {
        return false;
    }
    for (const editing::NamedHook &hook : editing::hooksOf(*document)) {
        if (!hook.path.empty() &&
            wholePath(workspace, QString::fromStdString(hook.path)) == library) {
            return true;
        }
    }
    return false;
}

// A definition in the folder that names the library; empty: none does. Thread: any; reads files.
QString userOnDisk(const QString &definitions, const QString &workspace, const QString &library)
{
    const QFileInfoList files =
        QDir(definitions).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        if (namesLibrary(file.filePath(), workspace, library)) {
            return file.filePath();
        }
    }
    return {};
}

} // namespace

PluginTrash::PluginTrash(session::EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

QString PluginTrash::fileOf(const QString &library) const
{
    return wholePath(m_session.workspace(), library);
}

QString PluginTrash::whyKept(const QString &library) const
{
    if (m_session.workspace().isEmpty()) {
        return tr("Only libraries of a workspace that is open here can be deleted");
    }
    if (editing::isOfBundle(library.toStdString())) {
        return tr("It is of a bundle: see custom_middleware_bundle of its API");
    }
    const QString path = fileOf(library);
    QStringList users;
    for (const client::PluginHook &hook : m_session.plugins()) {
        for (const QString &id : fileOf(hook.path) == path ? hook.users : QStringList()) {
            const client::ApiReport *api = m_session.api(id);
            users.append(api == nullptr ? id : api->name);
        }
    }
    users.removeDuplicates();
    if (!users.isEmpty()) {
        return tr("Used by %1: take it out there first").arg(users.join(QStringLiteral(", ")));
    }
    const QString folder = fileOf(QStringLiteral("plugins")) + u'/';
    if (!path.startsWith(folder) || !QFileInfo(path).isFile()) {
        return tr("There is no such file in the workspace's folder of plugins");
    }
    return {};
}

void PluginTrash::deleteLibrary(const QString &library)
{
    const QString path = fileOf(library);
    if (const QString why = whyKept(library); !why.isEmpty()) {
        Q_EMIT failed({why.toStdString(), path.toStdString(), {}});
        return;
    }
    const QString workspace = m_session.workspace();
    QtConcurrent::run(&userOnDisk, m_session.definitionsFolder(), workspace, path)
        .then(this, [this, workspace, path](const QString &user) {
            if (user.isEmpty()) {
                remove(workspace, path);
                return;
            }
            Q_EMIT failed({tr("Not deleted: %1 names the library")
                               .arg(QFileInfo(user).fileName())
                               .toStdString(),
                           path.toStdString(),
                           tr("Take it out of that definition first").toStdString()});
        });
}

std::optional<editing::PluginSource> PluginTrash::sourceOf(const QString &subject) const
{
    const std::string workspace = m_session.workspace().toStdString();
    if (workspace.empty()) {
        return std::nullopt;
    }
    if (subject.endsWith(QLatin1String(".so"))) {
        return editing::sourceOfPlugin(workspace, subject.toStdString());
    }
    for (editing::PluginSource &source : editing::pluginSourcesOf(workspace)) {
        if (source.file == subject.toStdString()) {
            return std::move(source);
        }
    }
    return std::nullopt;
}

void PluginTrash::deleteSource(const QString &subject)
{
    if (const auto source = sourceOf(subject)) {
        remove(m_session.workspace(), QString::fromStdString(source->root));
    }
}

void PluginTrash::remove(const QString &workspace, const QString &path)
{
    const Expected<QString> copy = session::moveToTrash(workspace, path);
    if (!copy) {
        Q_EMIT failed(copy.error());
        return;
    }
    Q_EMIT deleted({path, *copy});
    Q_EMIT changed();
}

Expected<void> PluginTrash::bringBack(const DeletedPlugin &deleted)
{
    const Expected<void> back = session::bringBack(deleted.copy, deleted.path);
    if (back) {
        Q_EMIT changed();
    }
    return back;
}

} // namespace gw::libraries
