// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

class QAbstractItemView;

namespace gw::panes {

// Keeps a list at its newest row as long as the user has not scrolled away from it. Thread: GUI.
class Follow final : public QObject {
    Q_OBJECT

public:
    // The view must have its model.
    explicit Follow(QAbstractItemView &view);

    // Checkable: whether the newest row is kept in sight.
    [[nodiscard]] QAction *action() { return &m_action; }

private:
    void userScrolled();
    void toEnd();

    QAbstractItemView &m_view;
    QAction m_action;
    bool m_isMoving = false;
};

} // namespace gw::panes
