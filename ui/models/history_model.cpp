// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history_model.h"

#include "look/format.h"
#include "look/palette.h"
#include "models/table_head.h"
#include "models/traffic_model.h"

#include <algorithm>
#include <limits>

namespace gw::models {

QString HistoryModel::shownTime(const QDateTime &time)
{
    return time.date() == QDate::currentDate() ? time.toString(QStringLiteral("HH:mm:ss"))
                                               : time.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

void HistoryModel::setRows(const QList<history::HistoryRow> &rows)
{
    const auto countAbove = [](const QList<history::HistoryRow> &list, qsizetype from, qint64 id) {
        const auto first = list.begin() + from;
        return std::find_if(first, list.end(), [id](const auto &row) { return row.id <= id; }) -
               first;
    };
    const auto idAt = [](const QList<history::HistoryRow> &list, qsizetype at) {
        return at < list.size() ? list[at].id : std::numeric_limits<qint64>::min();
    };
    // Up to `at` both lists are the same.
    for (qsizetype at = 0; at < m_rows.size() || at < rows.size(); ++at) {
        if (const qsizetype gone = countAbove(m_rows, at, idAt(rows, at)); gone > 0) {
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at + gone - 1));
            m_rows.remove(at, gone);
            endRemoveRows();
        }
        if (const qsizetype added = countAbove(rows, at, idAt(m_rows, at)); added > 0) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + added - 1));
            m_rows = m_rows.first(at) + rows.sliced(at, added) + m_rows.sliced(at);
            endInsertRows();
            at += added - 1; // the next may be one that is gone
        }
    }
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const history::HistoryRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Time:
            return shownTime(row.time);
        case Method:
            return row.method;
        case Status:
            return row.status == 0 ? tr("no answer") : QString::number(row.status);
        case Total:
            return look::durationText(row.total);
        case Size:
            return look::byteText(row.size);
        default:
            return row.url;
        }
    case Qt::ToolTipRole:
        return row.error.isEmpty() ? (column == Url ? row.url : QVariant()) : QVariant(row.error);
    case Qt::FontRole:
        return column == Method ? QVariant() : QVariant(m_fixed);
    case Qt::TextAlignmentRole:
        return column == Total || column == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                 : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (column == Method) {
            return look::colorOf(tintOfMethod(row.method));
        }
        if (column == Status) {
            return look::colorOf(row.status == 0 ? look::Tint::Bad : tintOfStatus(row.status));
        }
        return column == Time ? QVariant(look::colorOf(look::Tint::Secondary)) : QVariant();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{{tr("Time"), tr("Method"), tr("Status"), tr("Total"), tr("Size"), tr("URL")},
                     {Total, Size}}
        .data(section, orientation, role);
}

} // namespace gw::models
