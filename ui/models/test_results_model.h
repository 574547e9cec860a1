// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/test_run.h"

#include <QAbstractTableModel>
#include <QFont>
#include <QSet>

#include <memory>

namespace gw::models {

// What a run of request files gave: requests, and below each of them its checks. Above a number of
// rows the oldest requests go, those that failed last. Thread: GUI.
class TestResultsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Result, Text, Detail, Time, Place };
    static constexpr int kColumns = Place + 1;

    explicit TestResultsModel(QObject *parent = nullptr, qsizetype maxRows = 100'000)
        : QAbstractTableModel(parent)
        , m_maxRows(maxRows)
    {
    }

    void setFixedFont(const QFont &font) { m_fixed = font; }
    void clear();
    // All of one request.
    void add(const QList<session::TestRow> &rows);
    // Only requests that failed, with what failed in them.
    void setOnlyFailures(bool isOnly);

    [[nodiscard]] const session::TestRow &row(int index) const;
    [[nodiscard]] int requestCount() const { return m_requests; }
    [[nodiscard]] int failedCount() const { return m_failed; } // requests, and files
    [[nodiscard]] int checkCount() const { return m_checks; }
    [[nodiscard]] int uncheckedCount() const { return m_unchecked; } // checks
    [[nodiscard]] qsizetype maxRows() const { return m_maxRows; }
    [[nodiscard]] quint64 droppedCount() const
    {
        return m_dropped;
    } // rows; counted above all the same

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    using SharedRow = std::shared_ptr<const session::TestRow>;

    [[nodiscard]] bool isShown(const session::TestRow &row) const;
    [[nodiscard]] QSet<const session::TestRow *> rowsToDrop() const;
    void makeRoom();

    qsizetype m_maxRows;
    QList<SharedRow> m_rows;
    QList<SharedRow> m_shown;
    quint64 m_dropped = 0;
    bool m_isOnlyFailures = false;
    int m_requests = 0;
    int m_failed = 0;
    int m_checks = 0;
    int m_unchecked = 0;
    QFont m_fixed;
};

} // namespace gw::models
