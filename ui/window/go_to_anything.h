// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/quick_entry.h"

#include <QObject>

namespace gw::window {

class ActionRegistry;
class MainWindow;
class QuickOpen;

// All places of the window that can be gone to by a few letters: open pages, what the navigator
// shows, panes and their newest rows, settings, and places within the current page. Thread: GUI.
class GoToAnything final : public QObject {
    Q_OBJECT

public:
    // quickOpen: the window's, which may also ask for other things.
    GoToAnything(MainWindow &window, ActionRegistry &actions, QuickOpen &quickOpen);

    void ask();

private:
    [[nodiscard]] QList<QuickEntry> openPages() const;
    [[nodiscard]] QList<QuickEntry> panes() const;

    MainWindow &m_window;
    ActionRegistry &m_actions;
    QuickOpen &m_quickOpen;
};

} // namespace gw::window
