// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

class QAbstractItemView;

namespace gw::panes {

// Keeps a list at its newest row as long as the user has not scrolled away from it; then at the
// rows in sight, while the list drops its oldest ones. Thread: GUI.
class Follow final : public QObject {
    Q_OBJECT

public:
    // The view must have its model, which drops rows only at the front.
    explicit Follow(QAbstractItemView &view);

    // Checkable: whether the newest row is kept in sight.
    [[nodiscard]] QAction *action() { return &m_action; }

private:
    void userScrolled();
    void toEnd();
    void keepPlace();
    void giveWay();
    void moveTo(int value);
    [[nodiscard]] int extentOf(int first, int last) const;

    QAbstractItemView &m_view;
    QAction m_action;
    bool m_isMoving = false;
    int m_going = 0; // extentOf() the rows that are being dropped
};

} // namespace gw::panes
