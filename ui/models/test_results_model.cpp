// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/test_results_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/palette.h"
#include "models/table_head.h"

#include <algorithm>
#include <utility>

namespace gw::models {

namespace {

using session::TestRow;

// Below the collections: files of several folders have the same name.
QString placeOfFile(const QString &path)
{
    const QString below = path.section(QStringLiteral("/requests/"), 1);
    return below.isEmpty() ? path.section(QLatin1Char('/'), -1) : below;
}

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
    m_dropped = 0;
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
    QList<SharedRow> shown;
    for (const TestRow &row : rows) {
        if (row.isCheck) {
            ++m_checks;
            m_unchecked += row.state == TestRow::State::NotChecked ? 1 : 0;
        } else {
            ++m_requests;
            m_failed += row.state == TestRow::State::Failed ? 1 : 0;
        }
        m_rows.append(std::make_shared<const TestRow>(row));
        if (isShown(row)) {
            shown.append(m_rows.last());
        }
    }
    if (!shown.isEmpty()) {
        const auto first = static_cast<int>(m_shown.size());
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_shown.append(shown);
        endInsertRows();
    }
    makeRoom();
    Q_EMIT countsChanged();
}

// Whole requests, without the newest one; a tenth more than must go, so that this is rare.
QSet<const TestRow *> TestResultsModel::rowsToDrop() const
{
    const qsizetype wanted = m_rows.size() - m_maxRows * 9 / 10;
    QSet<const TestRow *> dropped;
    for (const bool isOfFailed : {false, true}) {
        for (qsizetype first = 0, end = 0; dropped.size() < wanted; first = end) {
            bool hasFailed = false;
            do {
                hasFailed = hasFailed || m_rows[end]->state == TestRow::State::Failed;
                ++end;
            } while (end < m_rows.size() && m_rows[end]->isCheck);
            if (end == m_rows.size()) {
                break;
            }
            for (qsizetype at = first; at < end && hasFailed == isOfFailed; ++at) {
                dropped.insert(m_rows[at].get());
            }
        }
    }
    return dropped;
}

void TestResultsModel::makeRoom()
{
    if (m_rows.size() <= m_maxRows) {
        return;
    }
    const QSet<const TestRow *> dropped = rowsToDrop();
    const auto isDropped = [&dropped](const SharedRow &row) {
        return dropped.contains(row.get());
    };
    for (auto first = std::ranges::find_if(m_shown, isDropped); first != m_shown.end();
         first = std::find_if(first, m_shown.end(), isDropped)) {
        const auto end = std::find_if_not(first, m_shown.end(), isDropped);
        const auto row = static_cast<int>(first - m_shown.begin());
        beginRemoveRows({}, row, row + static_cast<int>(end - first) - 1);
        first = m_shown.erase(first, end);
        endRemoveRows();
    }
    m_rows.removeIf(isDropped);
    m_dropped += static_cast<quint64>(dropped.size());
}

void TestResultsModel::setOnlyFailures(bool isOnly)
{
    beginResetModel();
    m_isOnlyFailures = isOnly;
    m_shown.clear();
    for (const SharedRow &row : std::as_const(m_rows)) {
        if (isShown(*row)) {
            m_shown.append(row);
        }
    }
    endResetModel();
}

const TestRow &TestResultsModel::row(int index) const
{
    return *m_shown.at(index);
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
            return row.line == 0 ? placeOfFile(row.file)
                                 : QStringLiteral("%1:%2").arg(placeOfFile(row.file)).arg(row.line);
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
