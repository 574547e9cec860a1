// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libraries/library_copy.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <memory>

class QMimeData;

namespace gw::session {
class EngineSession;
}

namespace gw::widgets {
class WorkBar;
}

namespace gw::window {
class ActionRegistry;
class MainWindow;
} // namespace gw::window

namespace gw::libraries {

// Brings plugin libraries into the workspace: by a command, or dropped on the navigator. They are
// copied into its folder of plugins, on the pool, one after the other, and their page is opened.
// Thread: GUI.
class LibraryActions final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    LibraryActions(session::EngineSession &session, window::MainWindow &window,
                   window::ActionRegistry &actions);
    ~LibraryActions() override; // stops what runs

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // Where one of that name is there already.
    enum class Place : std::uint8_t { Ask, Replace, Beside };
    struct Order {
        QString file;
        QString workspace;
        Place place = Place::Ask;
    };

    void choose();
    void add(const Order &order);
    void runNext();
    void begin(const Order &order);
    void ask(const Order &order);
    void copy(const LibraryCopy &copy);
    void finish(const LibraryCopy &copy);
    void fail(const QString &file, const Error &why);
    [[nodiscard]] QStringList librariesOf(const QMimeData &data) const;

    session::EngineSession &m_session;
    window::MainWindow &m_window;
    widgets::WorkBar *m_bar;
    QList<Order> m_orders;                        // that wait
    std::shared_ptr<requests::WorkState> m_state; // of what is being copied; null: nothing is
    QFuture<Expected<CopyEnd>> m_run;
};

} // namespace gw::libraries
