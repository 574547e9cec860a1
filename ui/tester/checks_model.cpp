// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/checks_model.h"

#include "look/icons.h"
#include "look/palette.h"

#include <algorithm>

namespace gw::tester {

namespace {

using requests::Check;

look::Tint tintOf(Check::State state)
{
    switch (state) {
    case Check::State::Passed:
        return look::Tint::Good;
    case Check::State::Failed:
        return look::Tint::Bad;
    case Check::State::NotChecked:
        break;
    }
    return look::Tint::Secondary;
}

QString wordOf(Check::State state)
{
    switch (state) {
    case Check::State::Passed:
        return ChecksModel::tr("passed");
    case Check::State::Failed:
        return ChecksModel::tr("failed");
    case Check::State::NotChecked:
        break;
    }
    return ChecksModel::tr("not checked");
}

} // namespace

ChecksModel::ChecksModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ChecksModel::setChecks(std::vector<Check> checks)
{
    beginResetModel();
    m_checks = std::move(checks);
    endResetModel();
}

int ChecksModel::count(Check::State state) const
{
    return static_cast<int>(std::ranges::count(m_checks, state, &Check::state));
}

int ChecksModel::passedCount() const
{
    return count(Check::State::Passed);
}

int ChecksModel::failedCount() const
{
    return count(Check::State::Failed);
}

int ChecksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_checks.size());
}

int ChecksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChecksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Check &check = m_checks[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && index.column() == StateColumn) {
        return look::colorOf(tintOf(check.state));
    }
    if (role == Qt::DecorationRole && index.column() == StateColumn) {
        return look::dot(tintOf(check.state));
    }
    if (role == Qt::FontRole && index.column() != StateColumn) {
        return look::fixedFont();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case StateColumn:
        return wordOf(check.state);
    case TextColumn:
        return QString::fromStdString(check.text);
    default:
        return QString::fromStdString(check.reason);
    }
}

QVariant ChecksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case StateColumn:
        return tr("Result");
    case TextColumn:
        return tr("Expectation");
    default:
        return tr("Reason");
    }
}

} // namespace gw::tester
