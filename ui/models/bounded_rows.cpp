// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bounded_rows.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace gw::models {

// What a filter looks at, and what it found.
struct BoundedRows::Filtering {
    int run = 0;
    std::uint64_t firstNumber = 0;
    std::vector<Row> rows;
    Predicate predicate;
    std::deque<std::uint64_t> shown;
};

BoundedRows::BoundedRows(Bound bound, QObject *parent)
    : QAbstractTableModel(parent)
    , m_bound(bound)
{
}

BoundedRows::~BoundedRows() = default;

int BoundedRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

void BoundedRows::clear()
{
    beginResetModel();
    m_firstNumber += m_kept.size();
    m_kept.clear();
    m_shown.clear();
    m_bytes = 0;
    m_dropped = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

void BoundedRows::append(std::vector<NewRow> rows)
{
    // Of a batch that is larger than the bound only the newest are of interest.
    if (rows.size() > m_bound.rows) {
        const auto excess = static_cast<std::ptrdiff_t>(rows.size() - m_bound.rows);
        m_dropped += static_cast<std::uint64_t>(excess);
        rows.erase(rows.begin(), rows.begin() + excess);
    }
    std::size_t bytes = 0;
    std::vector<std::uint64_t> shown;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        bytes += rows[at].bytes;
        if (isShown(rows[at].row.get())) {
            shown.push_back(m_firstNumber + m_kept.size() + at);
        }
    }
    makeRoom(rows.size(), bytes);
    m_bytes += bytes;
    std::ranges::move(rows, std::back_inserter(m_kept));
    if (!shown.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    Q_EMIT countsChanged();
}

void BoundedRows::countLost(std::uint64_t rows)
{
    if (rows > 0) {
        m_dropped += rows;
        Q_EMIT countsChanged();
    }
}

// Drops the oldest until so much more fits.
void BoundedRows::makeRoom(std::size_t rows, std::size_t bytes)
{
    std::size_t count = 0;
    std::size_t freed = 0;
    while (count < m_kept.size() && (m_kept.size() - count + rows > m_bound.rows ||
                                     m_bytes - freed + bytes > m_bound.bytes)) {
        freed += m_kept[count].bytes;
        ++count;
    }
    if (count == 0) {
        return;
    }
    const std::uint64_t first = m_firstNumber + count;
    const auto gone = std::ranges::lower_bound(m_shown, first) - m_shown.begin();
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_shown.erase(m_shown.begin(), m_shown.begin() + gone);
    }
    m_kept.erase(m_kept.begin(), m_kept.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstNumber = first;
    m_bytes -= freed;
    m_dropped += count;
    if (gone > 0) {
        endRemoveRows();
    }
}

void BoundedRows::setPredicate(Predicate predicate)
{
    m_predicate = std::move(predicate);
    m_isFiltering = true;
    auto work = std::make_shared<Filtering>();
    work->run = ++m_filterRun;
    work->firstNumber = m_firstNumber;
    work->predicate = m_predicate;
    work->rows.reserve(m_kept.size());
    std::ranges::transform(m_kept, std::back_inserter(work->rows), &NewRow::row);
    QThreadPool::globalInstance()->start([work, self = QPointer(this)] {
        for (std::size_t at = 0; at < work->rows.size(); ++at) {
            if (!work->predicate || work->predicate(work->rows[at].get())) {
                work->shown.push_back(work->firstNumber + at);
            }
        }
        QMetaObject::invokeMethod(qApp, [work, self] {
            if (self != nullptr && self->m_filterRun == work->run) {
                self->finishFilter(*work);
            }
        });
    });
}

void BoundedRows::finishFilter(const Filtering &done)
{
    beginResetModel();
    m_shown = done.shown;
    while (!m_shown.empty() && m_shown.front() < m_firstNumber) {
        m_shown.pop_front(); // dropped meanwhile
    }
    const std::uint64_t next = done.firstNumber + done.rows.size();
    for (std::uint64_t number = std::max(next, m_firstNumber);
         number < m_firstNumber + m_kept.size(); ++number) {
        if (isShown(m_kept[number - m_firstNumber].row.get())) {
            m_shown.push_back(number); // came meanwhile
        }
    }
    m_isFiltering = false;
    endResetModel();
    Q_EMIT countsChanged();
    Q_EMIT filtered();
}

const void *BoundedRows::rowAt(int row) const
{
    return sharedRowAt(row).get();
}

const BoundedRows::Row &BoundedRows::sharedRowAt(int row) const
{
    return m_kept[numberAt(row) - m_firstNumber].row;
}

std::uint64_t BoundedRows::numberAt(int row) const
{
    return m_shown[static_cast<std::size_t>(row)];
}

} // namespace gw::models
