// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <functional>

namespace gw::models {

// Rows that are edited in their cells; behind the last there may be an empty one that takes new
// ones. Thread: GUI.
class EditableRows : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class End : std::uint8_t { Plain, EmptyRow };

    // With the empty one.
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const final;

Q_SIGNALS:
    void edited(); // by the user

protected:
    EditableRows(End end, QObject *parent);

    [[nodiscard]] virtual int count() const = 0;          // without the empty one
    [[nodiscard]] virtual QStringList titles() const = 0; // of the columns
    [[nodiscard]] virtual QString hint(int column) const; // what the empty row shows there
    // Of a row that is there.
    [[nodiscard]] virtual QVariant cell(const QModelIndex &index, int role) const = 0;

    [[nodiscard]] bool holds(int row) const; // not for the empty one
    // Calls for each of the rows that are there, the last first.
    void removeEach(QList<int> rows, const std::function<void(int row)> &erase);

    // The empty row became one that is there: who edits in it goes on in that. To be called behind
    // endInsertRows(); row: its number.
    void stayInRow(int row);

private:
    End m_end;
};

} // namespace gw::models
