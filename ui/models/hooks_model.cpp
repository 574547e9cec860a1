// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hooks_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "models/table_head.h"

#include <algorithm>

namespace gw::models {

using client::PluginHook;

HooksModel::HooksModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void HooksModel::setHooks(const QList<PluginHook> &hooks)
{
    const bool isSameList =
        std::ranges::equal(hooks, m_hooks, [](const PluginHook &one, const PluginHook &other) {
            return one.path == other.path && one.symbol == other.symbol;
        });
    if (isSameList) {
        m_hooks = hooks;
        if (!m_hooks.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
        }
        return;
    }
    beginResetModel();
    m_hooks = hooks;
    endResetModel();
}

void HooksModel::setFixedFont(const QFont &font)
{
    m_fixedFont = font;
}

int HooksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hooks.size());
}

int HooksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant HooksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const PluginHook &one = m_hooks[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        break;
    case Qt::ToolTipRole:
        return one.isLoaded() ? one.path : one.reason;
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Symbol ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    case Qt::FontRole:
        return m_fixedFont;
    case Qt::ForegroundRole:
        if (!one.isLoaded() || (index.column() == Failures && one.failures > 0)) {
            return look::colorOf(look::Tint::Bad);
        }
        return index.column() == Symbol ? QVariant(look::colorOf(look::Tint::Plugin)) : QVariant();
    default:
        return {};
    }
    switch (index.column()) {
    case Symbol:
        return one.isLoaded() ? one.symbol : tr("%1 (failed)").arg(one.symbol);
    case Calls:
        return look::countText(one.calls);
    case Failures:
        return look::countText(one.failures);
    case P50:
        return one.calls == 0 ? QStringLiteral("-") : look::durationText(one.time.p50);
    default:
        return one.calls == 0 ? QStringLiteral("-") : look::durationText(one.time.p99);
    }
}

QVariant HooksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{
        {tr("Hook"), tr("Calls"), tr("Failed"), QStringLiteral("p50"), QStringLiteral("p99")},
        {Calls, Failures, P50, P99}}
        .data(section, orientation, role);
}

} // namespace gw::models
