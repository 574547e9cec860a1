// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/breakpoint_model.h"

#include "look/icons.h"

namespace gw::models {

using client::Breakpoint;
using client::BreakWhen;

QString wordOf(BreakWhen when)
{
    return when == BreakWhen::After ? BreakpointModel::tr("after") : BreakpointModel::tr("before");
}

QString placeWords(const QString &step, BreakWhen when)
{
    if (step == QLatin1String("upstream")) {
        return BreakpointModel::tr("before the upstream");
    }
    if (step == QLatin1String("client")) {
        return BreakpointModel::tr("before the answer goes out");
    }
    return when == BreakWhen::After ? BreakpointModel::tr("after %1").arg(step)
                                    : BreakpointModel::tr("before %1").arg(step);
}

BreakpointModel::BreakpointModel(QObject *parent)
    : EditableRows(End::Plain, parent)
{
}

void BreakpointModel::setRules(const QList<Breakpoint> &rules)
{
    if (rules == m_rules) {
        return;
    }
    const int before = static_cast<int>(m_rules.size());
    const int after = static_cast<int>(rules.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rules = rules;
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rules = rules;
        endInsertRows();
    } else {
        m_rules = rules;
    }
    if (after > 0) {
        Q_EMIT dataChanged(index(0, 0), index(after - 1, columnCount() - 1));
    }
}

void BreakpointModel::setApiNames(const QHash<QString, QString> &names)
{
    m_apiNames = names;
    if (!m_rules.isEmpty()) {
        Q_EMIT dataChanged(index(0, Api), index(rowCount() - 1, Api));
    }
}

void BreakpointModel::removeRowsAt(const QList<int> &rows)
{
    removeEach(rows, [this](int row) { m_rules.removeAt(row); });
}

QString BreakpointModel::text(const Breakpoint &rule, int column) const
{
    const QString any = tr("any");
    switch (column) {
    case Api:
        return rule.apiId.isEmpty() ? any : m_apiNames.value(rule.apiId, rule.apiId);
    case Method:
        return rule.method.isEmpty() ? any : rule.method;
    case Path:
        return rule.path.isEmpty() ? any : rule.path;
    case Step:
        return rule.step;
    case When:
        return wordOf(rule.when);
    default:
        return {};
    }
}

QVariant BreakpointModel::cell(const QModelIndex &index, int role) const
{
    const Breakpoint &rule = m_rules.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(rule, column);
    case Qt::CheckStateRole:
        return column == Enabled ? QVariant(rule.isEnabled ? Qt::Checked : Qt::Unchecked)
                                 : QVariant();
    case Qt::AccessibleTextRole:
        return column == Enabled ? (rule.isEnabled ? tr("on") : tr("off")) : text(rule, column);
    case Qt::ForegroundRole:
        return rule.isEnabled ? QVariant() : QVariant(look::colorOf(look::Tint::Secondary));
    case Qt::EditRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Api:
        return rule.apiId;
    case Method:
        return rule.method;
    case Path:
        return rule.path;
    case Step:
        return rule.step;
    case When:
        return rule.when == BreakWhen::After;
    default:
        return {};
    }
}

bool BreakpointModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !(flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable))) {
        return false;
    }
    Breakpoint rule = m_rules.at(index.row());
    const QString text = value.toString().trimmed();
    switch (index.column()) {
    case Enabled:
        if (role != Qt::CheckStateRole) {
            return false;
        }
        rule.isEnabled = value.toInt() == Qt::Checked;
        break;
    case Api:
        rule.apiId = text;
        break;
    case Method:
        rule.method = text.toUpper();
        break;
    case Path:
        rule.path = text;
        break;
    case Step:
        if (text.isEmpty()) {
            return false; // there is no request that stops nowhere
        }
        rule.step = text;
        rule.when = Breakpoint::hasAfter(text) ? rule.when : BreakWhen::Before;
        break;
    case When:
        rule.when = value.toBool() ? BreakWhen::After : BreakWhen::Before;
        break;
    default:
        return false;
    }
    if (rule != m_rules.at(index.row())) {
        m_rules[index.row()] = rule;
        Q_EMIT dataChanged(this->index(index.row(), 0),
                           this->index(index.row(), columnCount() - 1));
        Q_EMIT edited();
    }
    return true;
}

Qt::ItemFlags BreakpointModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid()) {
        return flags;
    }
    if (index.column() == Enabled) {
        return flags | Qt::ItemIsUserCheckable;
    }
    const bool isFixed =
        index.column() == When && !Breakpoint::hasAfter(m_rules.at(index.row()).step);
    flags.setFlag(Qt::ItemIsEditable, !isFixed);
    return flags;
}

QStringList BreakpointModel::titles() const
{
    return {tr("On"), tr("API"), tr("Method"), tr("Path"), tr("Step"), tr("When")};
}

} // namespace gw::models
