// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/pane.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;

namespace gw::window {

// The panes below the centre: their tabs, the tools of the one that is shown, and the pane itself.
// The tools stand beside the tabs, or on a line of their own where that is too narrow.
// Thread: GUI.
class PaneDock final : public QWidget {
    Q_OBJECT

public:
    explicit PaneDock(QWidget *parent = nullptr);

    // The dock takes the pane. Panes are numbered as they come: the first is Alt+1's.
    void add(Pane *pane);
    void show(Pane *pane);
    // Behind the tools, at the right end.
    void addAction(QAction *action);

    [[nodiscard]] const QList<Pane *> &panes() const { return m_panes; }
    [[nodiscard]] Pane *current() const;

Q_SIGNALS:
    void currentChanged(gw::window::Pane *pane);
    void raiseWanted(gw::window::Pane *pane);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void refresh(const Pane *pane);
    void change(int index);

    QTabBar *m_tabs;
    QHBoxLayout *m_line;
    QHBoxLayout *m_secondLine;
    QStackedWidget *m_tools;
    QStackedWidget *m_stack;
    QList<Pane *> m_panes;
    bool m_hasTwoLines = false;
};

} // namespace gw::window
