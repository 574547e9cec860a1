// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_entry.h"

#include <QAbstractTableModel>
#include <QFont>
#include <QList>

namespace gw::models {

// Requests that were sent from here, the newest first. Thread: GUI.
class HistoryModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Method, Status, Total, Size, Url };
    static constexpr int kColumns = Url + 1;

    using QAbstractTableModel::QAbstractTableModel;

    // Without the date when that is today's.
    [[nodiscard]] static QString shownTime(const QDateTime &time);

    void setFixedFont(const QFont &font) { m_fixed = font; }
    // Their ids fall, and a row never changes. Rows come and go one by one, so that the selection
    // stays where it is.
    void setRows(const QList<history::HistoryRow> &rows);
    [[nodiscard]] const history::HistoryRow &row(int index) const { return m_rows.at(index); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<history::HistoryRow> m_rows;
    QFont m_fixed;
};

} // namespace gw::models
