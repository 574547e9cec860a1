// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/control_access.h"
#include "requests/value.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>

#include <utility>

namespace gw::session {

class EngineSession;

// The environments of the session's workspace, and which of them requests are sent with. Follows
// the files on the disk. Thread: GUI; reads small files.
class Environments final : public QObject {
    Q_OBJECT

public:
    // The session must outlive this.
    explicit Environments(EngineSession &session, QObject *parent = nullptr);

    // Sorted; none when attached to an engine of somebody else.
    [[nodiscard]] const QStringList &names() const { return m_names; }
    // May have no file yet.
    [[nodiscard]] const QString &current() const { return m_current; }
    void setCurrent(const QString &name);
    // Of the current one; empty without a workspace.
    [[nodiscard]] QString filePath() const { return filePath(m_current); }
    [[nodiscard]] QString filePath(const QString &name) const;

    // What the file says, and `gateway`: the session's engine, whatever port it got. A file that
    // does not exist has no variables; one that cannot be read is an error.
    [[nodiscard]] Expected<requests::Variables> variables() const;
    // Whose secret requests may use: the own engine's; none when attached to that of somebody else.
    [[nodiscard]] requests::ControlAccess control() const;
    // Writes the variables into the current file, which is made when it is missing. Fails without a
    // workspace.
    [[nodiscard]] Expected<void> add(const QList<std::pair<QString, QString>> &variables);

    // The file of an environment as it stands; nothing where there is none.
    [[nodiscard]] Expected<std::string> text(const QString &name) const;
    // Replaces or makes the file.
    [[nodiscard]] Expected<void> write(const QString &name, const std::string &text);
    // The requests go on with the environment if they used it. Never replaces another.
    [[nodiscard]] Expected<void> rename(const QString &name, const QString &wanted);
    // Puts the file aside; gives where it is kept, for bringBack().
    [[nodiscard]] Expected<QString> remove(const QString &name);
    [[nodiscard]] Expected<void> bringBack(const QString &kept, const QString &name);
    // A name that no environment has: "staging 2".
    [[nodiscard]] QString freeName(const QString &wanted) const;

Q_SIGNALS:
    void changed();      // the names, or which one is current
    void filesChanged(); // what some of the files hold, perhaps

private:
    void refresh();

    EngineSession &m_session;
    QFileSystemWatcher m_watcher;
    QString m_workspace; // of the names
    QStringList m_names;
    QString m_current = QStringLiteral("local");
};

} // namespace gw::session
