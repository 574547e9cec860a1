// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/environments.h"

#include "base/atomic_file.h"
#include "requests/environment.h"
#include "session/engine_session.h"
#include "session/trash.h"
#include "spec/regular_file.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace gw::session {

namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

tl::unexpected<Error> noWorkspace(const EngineSession &session)
{
    return failure(
        Environments::tr("Environments are files of a workspace, and none is open").toStdString(),
        session.address().url.toString().toStdString(),
        Environments::tr("Open the workspace of this engine").toStdString());
}

// It becomes the name of a file.
Expected<void> checkName(const QString &name)
{
    const bool isGood =
        !name.isEmpty() && name == name.trimmed() && !name.startsWith(u'.') &&
        std::ranges::none_of(name, [](QChar letter) { return letter == u'/' || letter < u' '; });
    if (isGood) {
        return {};
    }
    return failure(
        Environments::tr("This cannot name an environment: %1").arg(name).toStdString(), {},
        Environments::tr("It is the name of a file: no slash, no dot in front").toStdString());
}

} // namespace

Environments::Environments(EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &EngineSession::stateChanged, this, &Environments::refresh);
    const auto follow = [this] {
        refresh();
        Q_EMIT filesChanged();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, follow);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, follow);
    refresh();
}

void Environments::setCurrent(const QString &name)
{
    if (!name.isEmpty() && name != m_current) {
        m_current = name;
        Q_EMIT changed();
    }
}

QString Environments::filePath(const QString &name) const
{
    if (m_session.workspace().isEmpty()) {
        return {};
    }
    return QString::fromStdString(
        requests::environmentFile(m_session.workspace().toStdString(), name.toStdString()));
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

requests::ControlAccess Environments::control() const
{
    if (m_session.isAttached() || m_session.address().isEmpty()) {
        return {};
    }
    const QUrl url = m_session.controlUrl();
    return {url.toString(QUrl::RemovePath | QUrl::StripTrailingSlash).toStdString(),
            m_session.address().secret.toStdString()};
}

Expected<void> Environments::add(const QList<std::pair<QString, QString>> &variables)
{
    const QString path = filePath();
    if (path.isEmpty()) {
        return noWorkspace(m_session);
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

Expected<std::string> Environments::text(const QString &name) const
{
    const QString path = filePath(name);
    if (path.isEmpty() || !QFileInfo::exists(path)) {
        return std::string();
    }
    return spec::readRegularFile(path.toStdString(), kMostBytes);
}

Expected<void> Environments::write(const QString &name, const std::string &text)
{
    const QString path = filePath(name);
    if (path.isEmpty()) {
        return noWorkspace(m_session);
    }
    if (const auto checked = checkName(name); !checked) {
        return checked;
    }
    if (!QDir().mkpath(QFileInfo(path).path())) {
        return failure(tr("The folder of the environments cannot be made").toStdString(),
                       path.toStdString());
    }
    auto written = writeFileAtomically(path.toStdString(), text);
    refresh();
    return written;
}

Expected<void> Environments::rename(const QString &name, const QString &wanted)
{
    if (const auto checked = checkName(wanted); !checked) {
        return checked;
    }
    if (m_names.contains(wanted)) {
        return failure(tr("There is an environment of this name already").toStdString(),
                       wanted.toStdString());
    }
    QFile file(filePath(name));
    if (!file.rename(filePath(wanted))) {
        return failure(tr("Not renamed: %1").arg(file.errorString()).toStdString(),
                       file.fileName().toStdString());
    }
    const bool isCurrent = m_current == name;
    refresh();
    if (isCurrent) {
        setCurrent(wanted);
    }
    return {};
}

Expected<QString> Environments::remove(const QString &name)
{
    auto kept = session::moveToTrash(m_session.workspace(), filePath(name));
    refresh();
    if (kept && name == m_current && !m_names.isEmpty()) {
        setCurrent(m_names.first());
    }
    return kept;
}

Expected<void> Environments::bringBack(const QString &kept, const QString &name)
{
    const QString path = filePath(name);
    if (path.isEmpty()) {
        return noWorkspace(m_session);
    }
    auto back = session::bringBack(kept, path);
    refresh();
    return back;
}

QString Environments::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; m_names.contains(name); ++number) {
        name = wanted + u' ' + QString::number(number);
    }
    return name;
}

void Environments::refresh()
{
    const QString workspace = m_session.workspace();
    QStringList names;
    if (!workspace.isEmpty()) {
        for (const std::string &name : requests::environmentsOf(workspace.toStdString())) {
            names.append(QString::fromStdString(name));
        }
    }
    // A file that was replaced is another one, which the watcher has not seen yet.
    QStringList paths;
    if (const QString folder = workspace + QStringLiteral("/environments");
        !workspace.isEmpty() && QFileInfo::exists(folder)) {
        paths.append(folder);
    }
    for (const QString &name : std::as_const(names)) {
        paths.append(filePath(name));
    }
    const QStringList watched = m_watcher.directories() + m_watcher.files();
    for (const QString &path : watched) {
        if (!paths.contains(path)) {
            m_watcher.removePath(path);
        }
    }
    for (const QString &path : std::as_const(paths)) {
        if (!watched.contains(path)) {
            m_watcher.addPath(path);
        }
    }
    if (names != m_names || workspace != m_workspace) {
        m_names = names;
        m_workspace = workspace;
        Q_EMIT changed();
    }
}

} // namespace gw::session
