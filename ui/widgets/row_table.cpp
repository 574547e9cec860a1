// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/row_table.h"

#include "look/metrics.h"

#include <QAction>
#include <QHeaderView>

#include <algorithm>
#include <functional>

namespace gw::widgets {

RowTable::RowTable(QWidget *parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                    QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(look::rowHeight());
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void RowTable::giveRemoval(const QWidget &place, QAction &removal)
{
    removal.setShortcutContext(Qt::WidgetShortcut);
    for (auto *table : place.findChildren<RowTable *>()) {
        table->addAction(&removal);
    }
}

void RowTable::removeSelectedIn(const QWidget &place)
{
    if (auto *table = qobject_cast<RowTable *>(place.focusWidget())) {
        table->removeSelected();
    }
}

void RowTable::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        rows.append(index.row());
    }
    if (!rows.isEmpty()) {
        std::ranges::sort(rows, std::greater<>());
        Q_EMIT removeWanted(rows);
    }
}

void setColumnLetters(QTableView &table, int column, int letters)
{
    const int wanted = letters * table.fontMetrics().averageCharWidth() + 2 * look::kGap;
    const int heading = table.horizontalHeader()->sectionSizeHint(column) + look::kGap;
    table.setColumnWidth(column, std::max(wanted, heading));
}

} // namespace gw::widgets
