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

public:
    struct Bound {
        std::size_t rows = 100'000;
        std::size_t bytes = 256U * 1024 * 1024;
    };

    BoundedRows(Bound bound, QObject *parent);
    ~BoundedRows() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

    // Kept rows, shown or not.
    [[nodiscard]] std::size_t keptCount() const { return m_kept.size(); }
    [[nodiscard]] std::size_t keptBytes() const { return m_bytes; }
    // Rows that were dropped because of the bound, and rows that never arrived.
    [[nodiscard]] std::uint64_t droppedCount() const { return m_dropped; }
    [[nodiscard]] const Bound &bound() const { return m_bound; }
    [[nodiscard]] bool isFiltering() const { return m_isFiltering; }

    void clear();

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

private:
    struct Filtering;

    [[nodiscard]] bool isShown(const void *row) const { return !m_predicate || m_predicate(row); }
    void makeRoom(std::size_t rows, std::size_t bytes);
    void finishFilter(const Filtering &done);

    Bound m_bound;
    std::deque<NewRow> m_kept;
    std::deque<std::uint64_t> m_shown; // numbers of the kept rows that are shown, ascending
    std::uint64_t m_firstNumber = 0;   // of m_kept.front()
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
    Predicate m_predicate;
    int m_filterRun = 0;
    bool m_isFiltering = false;
};

} // namespace gw::models
