// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace gw::models {

// Rows that only come: the newest are kept, up to a number and a size; what a filter lets through
// is shown. Filtering runs on another thread, over rows that never change. Thread: GUI.
class BoundedRows : public QAbstractTableModel {
    Q_OBJECT

    struct Block;

public:
    struct Bound {
        std::size_t rows = 100'000;
        std::size_t bytes = 256'000'000;
    };

    // What is shown at one moment. The rows are shared, not copied, and stay when the list drops
    // them. Thread: any.
    class Snapshot final {
    public:
        [[nodiscard]] std::size_t size() const;
        // at: below size().
        [[nodiscard]] const void *row(std::size_t at) const;

    private:
        friend class BoundedRows;
        struct Taken;

        std::shared_ptr<const Taken> m_taken;
    };

    BoundedRows(Bound bound, QObject *parent);
    ~BoundedRows() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

    // Kept rows, shown or not.
    [[nodiscard]] std::size_t keptCount() const { return m_keptCount - awayCount(); }
    // Of those that were put away too: the bound is for all of them.
    [[nodiscard]] std::size_t keptBytes() const { return m_bytes; }
    // Rows that were dropped because of the bound, and rows that never arrived.
    [[nodiscard]] std::uint64_t droppedCount() const { return m_dropped + m_lost; }
    [[nodiscard]] std::uint64_t lostCount() const { return m_lost; } // the latter alone
    [[nodiscard]] const Bound &bound() const { return m_bound; }
    [[nodiscard]] bool isFiltering() const { return m_isFiltering; }
    [[nodiscard]] Snapshot snapshot() const;

    void clear();
    // Empties the list, but keeps the rows until the next time, as long as newer ones leave room.
    virtual void putAway();
    // The filter has its say again: they come a moment later.
    virtual void bringBack();
    [[nodiscard]] std::size_t awayCount() const
    {
        return m_awayEnd > m_firstNumber ? static_cast<std::size_t>(m_awayEnd - m_firstNumber) : 0;
    }

Q_SIGNALS:
    void countsChanged();
    void filtered(); // the filter that was set last is in force

protected:
    using Row = std::shared_ptr<const void>;
    using Predicate = std::function<bool(const void *)>; // Thread: any; no state

    struct NewRow {
        Row row;
        std::size_t bytes = 0;
    };

    void append(std::vector<NewRow> rows);
    void countLost(std::uint64_t rows);
    // Empty: everything is shown.
    void setPredicate(Predicate predicate);
    // row: below rowCount().
    [[nodiscard]] const void *rowAt(int row) const;
    [[nodiscard]] const Row &sharedRowAt(int row) const;
    // How many rows came before it, ever: stays when older rows are dropped.
    [[nodiscard]] std::uint64_t numberAt(int row) const;
    // Called with rows that the bound drops, oldest first.
    virtual void onDropped(const void *row) { Q_UNUSED(row) }

private:
    struct Filtering;

    // Rows by the hundred, so that a filter takes all of them along at once. Rows only come; the
    // whole block goes.
    struct Block {
        std::uint64_t first = 0;  // number of its first row
        std::vector<NewRow> rows; // never grows over what it has reserved
        std::size_t bytes = 0;
    };

    void keep(NewRow row);
    void dropAway();

    [[nodiscard]] bool isShown(const void *row) const { return !m_predicate || m_predicate(row); }
    void makeRoom(std::size_t rows, std::size_t bytes);
    void finishFilter(Filtering &done);
    [[nodiscard]] const Row &keptRow(std::uint64_t number) const;

    Bound m_bound;
    std::size_t m_blockRows;
    std::size_t m_blockBytes;
    std::deque<std::shared_ptr<Block>> m_blocks; // rows are added to the last one
    std::size_t m_keptCount = 0;
    std::deque<std::uint64_t> m_shown; // numbers of the kept rows that are shown, ascending
    std::uint64_t m_firstNumber = 0;   // of the oldest kept row
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_lost = 0;
    std::uint64_t m_awayEnd = 0;     // number of the first row that is not away
    std::uint64_t m_awayDropped = 0; // m_dropped of when they were there
    std::uint64_t m_awayLost = 0;
    Predicate m_predicate;
    int m_filterRun = 0;
    bool m_isFiltering = false;
};

} // namespace gw::models
