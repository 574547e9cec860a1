// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHBoxLayout>
#include <QWidget>

namespace gw::panes {

// The line of widgets that a pane shows at the right of the pane tabs. Thread: GUI.
class PaneTools final : public QWidget {
    Q_OBJECT

public:
    explicit PaneTools(QWidget *parent = nullptr);

    void add(QWidget *widget, int stretch = 0);
    void addButton(QAction *action); // words beside the icon
    void addMenu(QAction *action, QMenu *menu);

private:
    QHBoxLayout *m_layout;
};

} // namespace gw::panes
