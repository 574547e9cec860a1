// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/test_results_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/palette.h"
#include "models/table_head.h"

namespace gw::models {

namespace {

using session::TestRow;

look::Tint tintOfResult(TestRow::State state)
{
    switch (state) {
    case TestRow::State::Failed:
        return look::Tint::Bad;
    case TestRow::State::Passed:
        return look::Tint::Good;
    case TestRow::State::Skipped:
    case TestRow::State::NotChecked:
        break;
    }
    return look::Tint::Secondary;
}

} // namespace

void TestResultsModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_shown.clear();
    m_requests = m_failed = m_checks = m_unchecked = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

bool TestResultsModel::isShown(const TestRow &row) const
{
    return !m_isOnlyFailures || row.state == TestRow::State::Failed;
}

void TestResultsModel::add(const QList<TestRow> &rows)
{
    QList<qsizetype> shown;
    for (const TestRow &row : rows) {
        if (row.isCheck) {
            ++m_checks;
            m_unchecked += row.state == TestRow::State::NotChecked ? 1 : 0;
        } else {
            ++m_requests;
            m_failed += row.state == TestRow::State::Failed ? 1 : 0;
        }
        if (isShown(row)) {
            shown.append(m_rows.size());
        }
        m_rows.append(row);
    }
    if (!shown.isEmpty()) {
        const auto first = static_cast<int>(m_shown.size());
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_shown.append(shown);
        endInsertRows();
    }
    Q_EMIT countsChanged();
}

void TestResultsModel::setOnlyFailures(bool isOnly)
{
    beginResetModel();
    m_isOnlyFailures = isOnly;
    m_shown.clear();
    for (qsizetype at = 0; at < m_rows.size(); ++at) {
        if (isShown(m_rows[at])) {
            m_shown.append(at);
        }
    }
    endResetModel();
}

const TestRow &TestResultsModel::row(int index) const
{
    return m_rows.at(m_shown.at(index));
}

int TestResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int TestResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant TestResultsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const TestRow &row = this->row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Result:
            return row.state == TestRow::State::Failed    ? tr("failed")
                   : row.state == TestRow::State::Passed  ? tr("passed")
                   : row.state == TestRow::State::Skipped ? tr("skipped")
                                                          : tr("not checked");
        case Text:
            return row.isCheck ? QStringLiteral("      ") + row.text : row.text;
        case Detail:
            return row.detail;
        case Time:
            return row.isCheck || row.duration.count() == 0 ? QString()
                                                            : look::durationText(row.duration);
        default:
            return row.line == 0 ? row.file.section(QLatin1Char('/'), -1)
                                 : QStringLiteral("%1:%2")
                                       .arg(row.file.section(QLatin1Char('/'), -1))
                                       .arg(row.line);
        }
    case Qt::ToolTipRole:
        return column == Place ? row.file : column == Detail ? row.detail : row.text;
    case Qt::DecorationRole:
        return column == Result ? QVariant(look::dot(tintOfResult(row.state))) : QVariant();
    case Qt::FontRole:
        return column == Text || column == Detail ? QVariant(m_fixed) : QVariant();
    case Qt::ForegroundRole:
        if (column == Result) {
            return look::colorOf(tintOfResult(row.state));
        }
        return column == Place ? QVariant(look::colorOf(look::Tint::Secondary)) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Time ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                              : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TestResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{{tr("Result"), tr("Request or check"), tr("Answer"), tr("Time"), tr("Place")},
                     {Time}}
        .data(section, orientation, role);
}

} // namespace gw::models
