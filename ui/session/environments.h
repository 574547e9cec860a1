// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
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
    [[nodiscard]] QString filePath() const;

    // What the file says, and `gateway`: the session's engine, whatever port it got. A file that
    // does not exist has no variables; one that cannot be read is an error.
    [[nodiscard]] Expected<requests::Variables> variables() const;
    // Writes the variables into the current file, which is made when it is missing. Fails without a
    // workspace.
    [[nodiscard]] Expected<void> add(const QList<std::pair<QString, QString>> &variables);

Q_SIGNALS:
    void changed(); // the names, or which one is current

private:
    void refresh();

    EngineSession &m_session;
    QFileSystemWatcher m_watcher;
    QStringList m_names;
    QString m_current = QStringLiteral("local");
};

} // namespace gw::session
