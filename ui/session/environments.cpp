// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/environments.h"

#include "requests/environment.h"
#include "session/engine_session.h"

#include <QFileInfo>

namespace gw::session {

Environments::Environments(EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &EngineSession::stateChanged, this, &Environments::refresh);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &Environments::refresh);
    refresh();
}

void Environments::setCurrent(const QString &name)
{
    if (!name.isEmpty() && name != m_current) {
        m_current = name;
        Q_EMIT changed();
    }
}

QString Environments::filePath() const
{
    if (m_session.workspace().isEmpty()) {
        return {};
    }
    return QString::fromStdString(
        requests::environmentFile(m_session.workspace().toStdString(), m_current.toStdString()));
}

Expected<requests::Variables> Environments::variables() const
{
    requests::Variables variables;
    const QString path = filePath();
    if (!path.isEmpty() && QFileInfo::exists(path)) {
        auto read = requests::readEnvironmentFile(path.toStdString());
        if (!read) {
            return read;
        }
        variables = *std::move(read);
    }
    if (!m_session.address().isEmpty()) {
        variables.insert_or_assign(
            "gateway",
            requests::Value{m_session.trafficUrl().toString(QUrl::RemovePath).toStdString()});
    }
    return variables;
}

Expected<void> Environments::add(const QList<std::pair<QString, QString>> &variables)
{
    const QString path = filePath();
    if (path.isEmpty()) {
        return failure("Environments are files of a workspace, and none is open",
                       m_session.address().url.toString().toStdString(),
                       "Open the workspace of this engine");
    }
    std::vector<std::pair<std::string, std::string>> plain;
    for (const auto &[name, value] : variables) {
        plain.emplace_back(name.toStdString(), value.toStdString());
    }
    auto written = requests::addToEnvironmentFile(path.toStdString(), plain);
    if (written) {
        refresh();
    }
    return written;
}

void Environments::refresh()
{
    const QString workspace = m_session.workspace();
    const QString folder = workspace + QStringLiteral("/environments");
    if (!m_watcher.directories().isEmpty() && m_watcher.directories() != QStringList(folder)) {
        m_watcher.removePaths(m_watcher.directories());
    }
    if (!workspace.isEmpty() && QFileInfo::exists(folder)) {
        m_watcher.addPath(folder);
    }
    QStringList names;
    if (!workspace.isEmpty()) {
        for (const std::string &name : requests::environmentsOf(workspace.toStdString())) {
            names.append(QString::fromStdString(name));
        }
    }
    if (names != m_names) {
        m_names = names;
        Q_EMIT changed();
    }
}

} // namespace gw::session
