// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fitted_columns.h"

#include "look/metrics.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeView>

#include <algorithm>

namespace gw::widgets {

namespace {

constexpr double kMostOfRow = 0.6;

} // namespace

FittedColumns::FittedColumns(QTreeView *table)
    : QObject(table)
    , m_table(table)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FittedColumns::fit);
    const auto start = qOverload<>(&QTimer::start);
    connect(table->model(), &QAbstractItemModel::rowsInserted, &m_soon, start);
    connect(table->model(), &QAbstractItemModel::modelReset, &m_soon, start);
    connect(table->header(), &QHeaderView::sectionResized, this, [this](int column) {
        m_isOfUser |= !m_isFitting && column + 1 < m_table->header()->count();
    });
    table->viewport()->installEventFilter(this);
}

bool FittedColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        m_soon.start();
    }
    return QObject::eventFilter(watched, event);
}

void FittedColumns::fit()
{
    if (m_isOfUser) {
        return;
    }
    const QScopedValueRollback fitting(m_isFitting, true);
    const QHeaderView &header = *m_table->header();
    const int most = static_cast<int>(m_table->viewport()->width() * kMostOfRow);
    // Each leaves room for the headings behind it.
    int room = m_table->viewport()->width();
    for (int column = 1; column < header.count(); ++column) {
        room -= header.sectionSizeHint(column);
    }
    for (int column = 0; column + 1 < header.count(); ++column) {
        m_table->resizeColumnToContents(column);
        const int wanted = std::min(m_table->columnWidth(column) + look::kMargin, most);
        const int width = std::max(std::min(wanted, room), header.sectionSizeHint(column));
        m_table->setColumnWidth(column, width);
        room += header.sectionSizeHint(column + 1) - width;
    }
}

} // namespace gw::widgets
