// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bounded_rows.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace gw::models {

namespace {

constexpr std::size_t kBlocks = 256; // that a full list has

} // namespace

// What a filter looks at, and what it found.
struct BoundedRows::Filtering {
    int run = 0;
    std::uint64_t firstNumber = 0;
    std::size_t count = 0;
    std::vector<std::shared_ptr<const Block>> blocks;
    Predicate predicate;
    std::deque<std::uint64_t> shown;

    // Thread: any. Rows behind `count` are being written meanwhile. Those that are away are found
    // too.
    void find()
    {
        for (std::size_t at = 0; at < blocks.size(); ++at) {
            const NewRow *rows = blocks[at]->rows.data();
            const std::uint64_t first = blocks[at]->first;
            const std::uint64_t end =
                at + 1 < blocks.size() ? blocks[at + 1]->first : firstNumber + count;
            for (std::uint64_t number = first; number < end; ++number) {
                if (!predicate || predicate(rows[number - first].row.get())) {
                    shown.push_back(number);
                }
            }
        }
        blocks.clear(); // rows that were dropped meanwhile end here, not in the window's thread
    }
};

struct BoundedRows::Snapshot::Taken {
    std::vector<std::shared_ptr<const Block>> blocks; // the list may be adding to the last one
    std::deque<std::uint64_t> shown;
};

std::size_t BoundedRows::Snapshot::size() const
{
    return m_taken == nullptr ? 0 : m_taken->shown.size();
}

const void *BoundedRows::Snapshot::row(std::size_t at) const
{
    const std::uint64_t number = m_taken->shown[at];
    const auto after = std::ranges::upper_bound(
        m_taken->blocks, number, {},
        [](const std::shared_ptr<const Block> &block) { return block->first; });
    const Block &block = **std::prev(after);
    return block.rows.data()[number - block.first].row.get();
}

BoundedRows::BoundedRows(Bound bound, QObject *parent)
    : QAbstractTableModel(parent)
    , m_bound(bound)
    , m_blockRows(std::max<std::size_t>(1, bound.rows / kBlocks))
    , m_blockBytes(bound.bytes / kBlocks)
{
}

BoundedRows::~BoundedRows() = default;

int BoundedRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

void BoundedRows::putAway()
{
    dropAway();
    beginResetModel();
    m_awayEnd = m_firstNumber + m_keptCount;
    m_awayDropped = std::exchange(m_dropped, 0);
    m_awayLost = std::exchange(m_lost, 0);
    m_shown.clear();
    endResetModel();
    Q_EMIT countsChanged();
}

void BoundedRows::bringBack()
{
    if (awayCount() == 0) {
        return;
    }
    m_awayEnd = m_firstNumber;
    m_dropped += std::exchange(m_awayDropped, 0);
    m_lost += std::exchange(m_awayLost, 0);
    setPredicate(m_predicate);
}

// They have blocks of their own, and are not in m_shown.
void BoundedRows::dropAway()
{
    while (!m_blocks.empty() && m_blocks.front()->first < m_awayEnd) {
        m_firstNumber += m_blocks.front()->rows.size();
        m_keptCount -= m_blocks.front()->rows.size();
        m_bytes -= m_blocks.front()->bytes;
        m_blocks.pop_front();
    }
}

void BoundedRows::clear()
{
    beginResetModel();
    m_awayDropped = 0;
    m_awayLost = 0;
    m_firstNumber += m_keptCount;
    m_blocks.clear();
    m_keptCount = 0;
    m_shown.clear();
    m_bytes = 0;
    m_dropped = 0;
    m_lost = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

void BoundedRows::append(std::vector<NewRow> rows)
{
    // Of a batch that is larger than the bound only the newest are of interest.
    if (rows.size() > m_bound.rows) {
        const auto excess = static_cast<std::ptrdiff_t>(rows.size() - m_bound.rows);
        m_dropped += static_cast<std::uint64_t>(excess);
        makeRoom(m_bound.rows, 0); // what is kept is older than them
        for (std::ptrdiff_t at = 0; at < excess; ++at) {
            onDropped(rows[static_cast<std::size_t>(at)].row.get());
        }
        rows.erase(rows.begin(), rows.begin() + excess);
    }
    std::size_t bytes = 0;
    std::vector<std::uint64_t> shown;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        bytes += rows[at].bytes;
        if (isShown(rows[at].row.get())) {
            shown.push_back(m_firstNumber + m_keptCount + at);
        }
    }
    makeRoom(rows.size(), bytes);
    m_bytes += bytes;
    for (NewRow &row : rows) {
        keep(std::move(row));
    }
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
        m_lost += rows;
        Q_EMIT countsChanged();
    }
}

void BoundedRows::keep(NewRow row)
{
    const std::uint64_t number = m_firstNumber + m_keptCount;
    if (m_blocks.empty() || m_blocks.back()->rows.size() == m_blockRows ||
        m_blocks.back()->bytes >= m_blockBytes || number == m_awayEnd) {
        m_blocks.push_back(std::make_shared<Block>());
        m_blocks.back()->first = number;
        m_blocks.back()->rows.reserve(m_blockRows);
    }
    m_blocks.back()->bytes += row.bytes;
    m_blocks.back()->rows.push_back(std::move(row));
    ++m_keptCount;
}

// Drops the oldest blocks until so much more fits.
void BoundedRows::makeRoom(std::size_t rows, std::size_t bytes)
{
    std::size_t blocks = 0;
    std::size_t count = 0;
    std::size_t freed = 0;
    while (blocks < m_blocks.size() &&
           (m_keptCount - count + rows > m_bound.rows || m_bytes - freed + bytes > m_bound.bytes)) {
        freed += m_blocks[blocks]->bytes;
        count += m_blocks[blocks]->rows.size();
        ++blocks;
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
    std::size_t away = 0;
    for (; blocks > 0; --blocks) {
        const Block &front = *m_blocks.front();
        if (front.first < m_awayEnd) {
            away += front.rows.size();
        } else {
            for (const NewRow &row : front.rows) {
                onDropped(row.row.get());
            }
        }
        m_blocks.pop_front();
    }
    m_firstNumber = first;
    m_keptCount -= count;
    m_bytes -= freed;
    m_dropped += count - away;
    m_awayDropped += away;
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
    work->count = m_keptCount;
    work->predicate = m_predicate;
    work->blocks.assign(m_blocks.begin(), m_blocks.end());
    QThreadPool::globalInstance()->start([work, self = QPointer(this)] {
        work->find();
        QMetaObject::invokeMethod(qApp, [work, self] {
            if (self != nullptr && self->m_filterRun == work->run) {
                self->finishFilter(*work);
            }
        });
    });
}

void BoundedRows::finishFilter(Filtering &done)
{
    beginResetModel();
    m_shown = std::move(done.shown);
    const std::uint64_t first = std::max(m_firstNumber, m_awayEnd);
    while (!m_shown.empty() && m_shown.front() < first) {
        m_shown.pop_front(); // dropped meanwhile, or away
    }
    const std::uint64_t next = done.firstNumber + done.count;
    for (std::uint64_t number = std::max(next, first); number < m_firstNumber + m_keptCount;
         ++number) {
        if (isShown(keptRow(number).get())) {
            m_shown.push_back(number); // came meanwhile
        }
    }
    m_isFiltering = false;
    endResetModel();
    Q_EMIT countsChanged();
    Q_EMIT filtered();
}

BoundedRows::Snapshot BoundedRows::snapshot() const
{
    auto taken = std::make_shared<Snapshot::Taken>();
    taken->blocks.assign(m_blocks.begin(), m_blocks.end());
    taken->shown = m_shown;
    Snapshot snapshot;
    snapshot.m_taken = std::move(taken);
    return snapshot;
}

const void *BoundedRows::rowAt(int row) const
{
    return sharedRowAt(row).get();
}

const BoundedRows::Row &BoundedRows::sharedRowAt(int row) const
{
    return keptRow(numberAt(row));
}

const BoundedRows::Row &BoundedRows::keptRow(std::uint64_t number) const
{
    const auto after = std::ranges::upper_bound(
        m_blocks, number, {}, [](const std::shared_ptr<Block> &block) { return block->first; });
    const Block &block = **std::prev(after);
    return block.rows[number - block.first].row;
}

std::uint64_t BoundedRows::numberAt(int row) const
{
    return m_shown[static_cast<std::size_t>(row)];
}

} // namespace gw::models
