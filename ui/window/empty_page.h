// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QWidget>

class QVBoxLayout;

namespace gw::window {

// What the centre shows while nothing is open: what there is to do, each with its button.
class EmptyPage final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    // A line with a button that triggers the action, its shortcut beside it.
    void offer(QAction *action, const QString &explanation);

private:
    QVBoxLayout *m_lines;
    int m_buttonWidth = 0; // of the widest
};

} // namespace gw::window
