// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/paused_model.h"

#include "look/icons.h"
#include "look/palette.h"
#include "models/breakpoint_model.h"
#include "models/table_head.h"
#include "models/traffic_model.h"

#include <algorithm>

namespace gw::models {

using client::PausedRequest;

namespace {

constexpr qint64 kSecond = 1000;

} // namespace

std::chrono::seconds timeLeft(const PausedRequest &request, const QDateTime &now)
{
    const qint64 whole = std::max<qint64>(request.pausedAt.msecsTo(request.continuesAt), 0);
    const qint64 left = std::clamp<qint64>(now.msecsTo(request.continuesAt), 0, whole);
    return std::chrono::seconds((left + kSecond - 1) / kSecond);
}

PausedModel::PausedModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PausedModel::setPaused(const QList<PausedRequest> &paused)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (std::ranges::find(paused, m_rows[row].id, &PausedRequest::id) == paused.end()) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    }
    for (const PausedRequest &request : paused) {
        if (rowOf(request.id) < 0) {
            beginInsertRows({}, rowCount(), rowCount());
            m_rows.append(request);
            endInsertRows();
        }
    }
}

void PausedModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, Left), index(rowCount() - 1, Left), {Qt::DisplayRole});
    }
}

int PausedModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_rows, id, &PausedRequest::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PausedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PausedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString PausedModel::text(const PausedRequest &request, int column) const
{
    switch (column) {
    case Since:
        return request.pausedAt.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
    case Left:
        return tr("%1 s").arg(timeLeft(request, m_now).count());
    case Api:
        return request.apiName.isEmpty() ? request.apiId : request.apiName;
    case Method:
        return request.request.method;
    case Path:
        return request.request.target;
    case Place:
        return placeWords(request.step, request.when);
    default:
        return {};
    }
}

QVariant PausedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const PausedRequest &request = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(request, index.column());
    case Qt::ForegroundRole:
        return index.column() == Method
                   ? QVariant(look::colorOf(tintOfMethod(request.request.method)))
                   : QVariant();
    case Qt::FontRole:
        return index.column() == Path || index.column() == Since ? QVariant(look::fixedFont())
                                                                 : QVariant();
    default:
        return {};
    }
}

QVariant PausedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{
        {tr("Method"), tr("Path"), tr("Goes on in"), tr("Where"), tr("Since"), tr("API")}}
        .data(section, orientation, role);
}

} // namespace gw::models
