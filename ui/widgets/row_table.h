// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QAction;

namespace gw::widgets {

// Rows that are edited in their cells and removed together. Tab leaves it. Thread: GUI.
class RowTable final : public QTableView {
    Q_OBJECT

public:
    explicit RowTable(QWidget *parent = nullptr);

    // The keys of the action work in each of these tables of the place, but not in their cells, for
    // which they are letters. The place's own later ones do not know it.
    static void giveRemoval(const QWidget &place, QAction &removal);
    // What such an action does: of the table in the place that has the keyboard, or had it last.
    static void removeSelectedIn(const QWidget &place);
    // Asks for it; without a selection, nothing.
    void removeSelected();

Q_SIGNALS:
    void removeWanted(const QList<int> &rows); // the last comes first
};

// Makes the column as wide as so many letters, and at least as its heading.
void setColumnLetters(QTableView &table, int column, int letters);

} // namespace gw::widgets
