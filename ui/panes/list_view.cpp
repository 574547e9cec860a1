// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/list_view.h"

#include "look/metrics.h"
#include "widgets/empty_text.h"
#include "widgets/row_table.h"

#include <QEvent>
#include <QFontInfo>
#include <QHeaderView>

#include <algorithm>

namespace gw::panes {

ListView::ListView(QWidget *parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(false);
    applyHeights();
}

void ListView::setEmptyText(const QString &text, QAction *action)
{
    m_empty->setText(text, action);
}

void ListView::setWidths(const QList<int> &letters, int stretched)
{
    for (int column = 0; column < letters.size(); ++column) {
        widgets::setColumnLetters(*this, column, letters[column]);
    }
    m_stretched = stretched;
    m_smallest = columnWidth(stretched);
    stretch();
}

QList<int> ListView::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        rows.append(index.row());
    }
    std::ranges::sort(rows);
    return rows;
}

QJsonArray ListView::saveColumns() const
{
    QJsonArray widths;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        widths.append(columnWidth(column));
    }
    widths.append(QFontInfo(font()).pointSizeF()); // that they are made for
    return widths;
}

void ListView::restoreColumns(const QJsonArray &widths)
{
    const int count = horizontalHeader()->count();
    const double points = QFontInfo(font()).pointSizeF();
    const double scale = points / widths.at(count).toDouble(points);
    for (int column = 0; column < widths.size() && column < count; ++column) {
        setColumnWidth(column, qRound(scale * widths[column].toInt(columnWidth(column))));
    }
}

void ListView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { setAutoScroll(true); });
    delete m_empty;
    m_empty = new widgets::EmptyText(this);
}

void ListView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretch();
}

void ListView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        applyHeights();
    }
}

// Without a current row the base class makes one of the first: the oldest request would be shown in
// the inspector though nobody chose it. The arrows begin there when they are pressed.
void ListView::focusInEvent(QFocusEvent *event)
{
    if (currentIndex().isValid()) {
        QTableView::focusInEvent(event);
    } else {
        QAbstractScrollArea::focusInEvent(event);
        viewport()->update();
    }
}

void ListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) {
        Q_EMIT currentRowChanged(current.row());
    }
}

// A neighbour gets current in place of a row that goes, but that is no reason to scroll to it.
void ListView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    setAutoScroll(false);
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void ListView::stretch()
{
    if (m_stretched < 0) {
        return;
    }
    const int others = horizontalHeader()->length() - columnWidth(m_stretched);
    setColumnWidth(m_stretched, std::max(m_smallest, viewport()->width() - others));
}

void ListView::applyHeights()
{
    verticalHeader()->setMinimumSectionSize(look::rowHeight());
    verticalHeader()->setDefaultSectionSize(look::rowHeight());
    horizontalHeader()->setFixedHeight(look::headerHeight());
}

} // namespace gw::panes
