// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/editable_rows.h"

#include "look/palette.h"
#include "look/tokens.h"
#include "models/table_head.h"

#include <algorithm>

namespace gw::models {

EditableRows::EditableRows(End end, QObject *parent)
    : QAbstractTableModel(parent)
    , m_end(end)
{
}

QString EditableRows::hint(int column) const
{
    Q_UNUSED(column)
    return {};
}

bool EditableRows::holds(int row) const
{
    return row >= 0 && row < count();
}

int EditableRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count() + (m_end == End::EmptyRow ? 1 : 0);
}

int EditableRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(titles().size());
}

QVariant EditableRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (holds(index.row())) {
        return cell(index, role);
    }
    switch (role) {
    case Qt::FontRole:
        return look::fixedFont();
    case Qt::ForegroundRole:
        return look::tokens().secondary;
    case Qt::DisplayRole:
        return hint(index.column());
    default:
        return {};
    }
}

QVariant EditableRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{titles()}.data(section, orientation, role);
}

void EditableRows::stayInRow(int row)
{
    for (int column = 0; column < columnCount(); ++column) {
        changePersistentIndex(index(row + 1, column), index(row, column));
    }
}

void EditableRows::removeEach(QList<int> rows, const std::function<void(int row)> &erase)
{
    std::ranges::sort(rows, std::greater<>());
    for (const int row : std::as_const(rows)) {
        if (holds(row)) {
            beginRemoveRows({}, row, row);
            erase(row);
            endRemoveRows();
        }
    }
    Q_EMIT edited();
}

} // namespace gw::models
