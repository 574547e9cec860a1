// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_tree_model.h"

#include "look/icons.h"
#include "look/palette.h"

namespace gw::widgets {

namespace {

look::Tint tintOfValue(const std::string &text)
{
    if (text.starts_with('{') || text.starts_with('[')) {
        return look::Tint::Secondary;
    }
    return text.starts_with('"') ? look::Tint::Good : look::Tint::Warn;
}

} // namespace

void JsonTreeModel::setTree(std::shared_ptr<const requests::JsonTree> tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    endResetModel();
}

// An invalid index is the root, whose children are the top rows.
const requests::JsonTree::Node &JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return m_tree->nodes[index.isValid() ? static_cast<std::size_t>(index.internalId()) : 0];
}

QString JsonTreeModel::pathOf(const QModelIndex &index) const
{
    return m_tree == nullptr || !index.isValid()
               ? QString()
               : QString::fromStdString(m_tree->pathOf(static_cast<int>(index.internalId())));
}

QModelIndexList JsonTreeModel::matches(const QString &text) const
{
    QModelIndexList found;
    if (m_tree == nullptr || text.isEmpty()) {
        return found;
    }
    const auto has = [&text](const std::string &utf8) {
        return QString::fromStdString(utf8).contains(text, Qt::CaseInsensitive);
    };
    for (std::size_t at = 1; at < m_tree->nodes.size(); ++at) {
        const requests::JsonTree::Node &node = m_tree->nodes[at];
        const bool isValue = !node.isContainer && has(node.text);
        if (isValue || has(node.name)) {
            found.append(createIndex(node.row, isValue ? ValueColumn : NameColumn,
                                     static_cast<quintptr>(at)));
        }
    }
    return found;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(
        row, column, static_cast<quintptr>(nodeOf(parent).children[static_cast<std::size_t>(row)]));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const int above = child.isValid() ? nodeOf(child).parent : 0;
    return above <= 0 ? QModelIndex()
                      : createIndex(m_tree->nodes[static_cast<std::size_t>(above)].row, 0,
                                    static_cast<quintptr>(above));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return m_tree == nullptr || parent.column() > 0
               ? 0
               : static_cast<int>(nodeOf(parent).children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const requests::JsonTree::Node &node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QString::fromStdString(index.column() == NameColumn ? node.name : node.text);
    case Qt::FontRole:
        return look::fixedFont();
    case Qt::ForegroundRole:
        return look::colorOf(index.column() == NameColumn ? look::Tint::Text
                                                          : tintOfValue(node.text));
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace gw::widgets
