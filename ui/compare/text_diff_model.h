// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/line_changes.h"

#include <QAbstractTableModel>

#include <stop_token>
#include <string>
#include <vector>

namespace gw::compare {

// Two texts side by side, line by line: old number, old text, new number, new text. Thread: GUI.
class TextDiffModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : int { OldNumber, OldText, NewNumber, NewText, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // A removed line and the added one that takes its place stand in one row.
    struct Row {
        int oldLine = -1;
        int newLine = -1;
        QString oldText;
        QString newText;
        bool isSame = true;
    };

    // Takes its time with large texts. Thread: any.
    [[nodiscard]] static std::vector<Row>
    compared(const std::string &before, const std::string &after, const std::stop_token &stop = {});
    void setRows(std::vector<Row> rows);
    [[nodiscard]] int firstDifference() const; // a row; -1 when the texts are equal
    [[nodiscard]] int differenceCount() const; // rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<Row> m_rows;
};

} // namespace gw::compare
