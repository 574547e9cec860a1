// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/json_tree.h"

#include <QAbstractItemModel>

#include <memory>

namespace gw::widgets {

// A JSON body: names and values. Thread: GUI.
class JsonTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column : int { NameColumn, ValueColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    // Null: no rows.
    void setTree(std::shared_ptr<const requests::JsonTree> tree);
    // The JSONPath of a row.
    [[nodiscard]] QString pathOf(const QModelIndex &index) const;
    // The rows with the text in their name or their value, level by level, without regard to case.
    [[nodiscard]] QModelIndexList matches(const QString &text) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] const requests::JsonTree::Node &nodeOf(const QModelIndex &index) const;

    std::shared_ptr<const requests::JsonTree> m_tree;
};

} // namespace gw::widgets
