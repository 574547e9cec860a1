// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/test_run.h"

#include <QAbstractTableModel>
#include <QFont>

namespace gw::models {

// What a run of request files gave: requests, and below each of them its checks. Thread: GUI.
class TestResultsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Result, Text, Detail, Time, Place };
    static constexpr int kColumns = Place + 1;

    using QAbstractTableModel::QAbstractTableModel;

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

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    [[nodiscard]] bool isShown(const session::TestRow &row) const;

    QList<session::TestRow> m_rows;
    QList<qsizetype> m_shown; // places in m_rows
    bool m_isOnlyFailures = false;
    int m_requests = 0;
    int m_failed = 0;
    int m_checks = 0;
    int m_unchecked = 0;
    QFont m_fixed;
};

} // namespace gw::models
