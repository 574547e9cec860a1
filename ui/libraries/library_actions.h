// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;

namespace gw::session {
class EngineSession;
}

namespace gw::window {
class ActionRegistry;
class MainWindow;
} // namespace gw::window

namespace gw::libraries {

// Brings plugin libraries into the workspace: by a command, or dropped on the navigator. They are
// copied into its folder of plugins, and their page is opened. Thread: GUI; blocks on the disk.
class LibraryActions final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    LibraryActions(session::EngineSession &session, window::MainWindow &window,
                   window::ActionRegistry &actions);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    // Where one of that name is there already, the user says what becomes of it.
    void add(const QString &file);
    void copy(const QString &file, const QString &target);
    void fail(const QString &what, const QString &file, const QString &remedy);
    [[nodiscard]] QStringList librariesOf(const QMimeData &data) const;

    session::EngineSession &m_session;
    window::MainWindow &m_window;
};

} // namespace gw::libraries
