// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"

#include <QAbstractTableModel>

namespace gw::pages {

// The lines of a part of a request: headers, parameters, form fields, options. A box says whether a
// line is sent; an empty row at the end takes new ones. Names and values are shown without Hurl's
// escapes and written back with them. Thread: GUI.
class LineTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    explicit LineTableModel(QObject *parent = nullptr);

    void setLines(std::vector<requests::Line> lines);
    [[nodiscard]] const std::vector<requests::Line> &lines() const { return m_lines; }
    // How many are sent.
    [[nodiscard]] int activeCount() const;

    // "name: value" on each line; one that is off begins with "# ". A line break of a value is \n,
    // a colon of a name \:, a backslash \\.
    [[nodiscard]] QString bulkText() const;
    // Takes such a text. Lines that stay as they were keep their place and comments.
    void setBulkText(const QString &text);
    void removeRowsAt(QList<int> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void edited(); // by the user

private:
    std::vector<requests::Line> m_lines;
};

} // namespace gw::pages
