// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"

#include "look/tokens.h"
#include "models/dragged_entry.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace gw::models {

namespace {

constexpr QLatin1StringView kRequest("request");
constexpr QLatin1StringView kPlugin("plugin");

QString fullText(const NavigatorEntry &entry)
{
    return entry.badge.isEmpty() ? entry.text
                                 : NavigatorModel::tr("%1, %2").arg(entry.text, entry.badge);
}

// Begins with what a narrow row has no room for, unless the detail has it.
QString tipOf(const NavigatorEntry &entry)
{
    if (entry.badge.isEmpty() && entry.detail.contains(entry.text)) {
        return entry.detail;
    }
    return entry.detail.isEmpty() ? fullText(entry)
                                  : fullText(entry) + QLatin1Char('\n') + entry.detail;
}

} // namespace

struct NavigatorModel::Node {
    NavigatorEntry entry; // without its children
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] int row() const
    {
        const auto found = std::ranges::find_if(
            parent->children, [this](const auto &child) { return child.get() == this; });
        return static_cast<int>(found - parent->children.begin());
    }
    [[nodiscard]] int count() const
    {
        return static_cast<int>(std::ranges::count_if(
            children, [](const auto &child) { return child->entry.kind != kCommandEntry; }));
    }
};

NavigatorModel::NavigatorModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

NavigatorModel::~NavigatorModel() = default;

void NavigatorModel::setSection(NavigatorEntry section)
{
    for (std::size_t at = 0; at < m_root->children.size(); ++at) {
        if (m_root->children[at]->entry.key == section.key) {
            update(index(static_cast<int>(at), 0), *m_root->children[at], std::move(section));
            return;
        }
    }
    insert({}, *m_root, static_cast<int>(m_root->children.size()), {&section, 1});
}

void NavigatorModel::update(const QModelIndex &at, Node &node, NavigatorEntry entry)
{
    Entries wanted = std::exchange(entry.children, {});
    const int before = node.count();
    removeMissing(at, node, wanted);
    updateChildren(at, node, std::move(wanted));
    if (node.entry != entry || node.count() != before) {
        node.entry = std::move(entry);
        Q_EMIT dataChanged(at, at);
    }
}

// Runs of rows go at once: a view looks at all of its rows each time.
void NavigatorModel::removeMissing(const QModelIndex &at, Node &node, const Entries &wanted)
{
    QSet<QString> keys;
    for (const NavigatorEntry &entry : wanted) {
        keys.insert(entry.key);
    }
    auto &children = node.children;
    const auto isWanted = [&](std::size_t row) {
        return keys.contains(children[row]->entry.key);
    };
    for (std::size_t end = children.size(); end > 0; --end) {
        std::size_t first = end;
        while (first > 0 && !isWanted(first - 1)) {
            --first;
        }
        if (first < end) {
            beginRemoveRows(at, static_cast<int>(first), static_cast<int>(end) - 1);
            children.erase(children.begin() + static_cast<std::ptrdiff_t>(first),
                           children.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
            end = first + 1; // the row before is wanted, if there is one
        }
    }
}

// All children are wanted. Likewise, runs of rows come at once.
void NavigatorModel::updateChildren(const QModelIndex &at, Node &node, Entries wanted)
{
    QSet<QString> known;
    for (const auto &child : node.children) {
        known.insert(child->entry.key);
    }
    std::size_t row = 0;
    while (row < wanted.size()) {
        std::size_t end = row;
        while (end < wanted.size() && !known.contains(wanted[end].key)) {
            ++end;
        }
        if (end > row) {
            insert(at, node, static_cast<int>(row), std::span(wanted).subspan(row, end - row));
            row = end;
            continue;
        }
        moveTo(at, node, static_cast<int>(row), wanted[row].key);
        update(index(static_cast<int>(row), 0, at), *node.children[row], std::move(wanted[row]));
        ++row;
    }
}

void NavigatorModel::insert(const QModelIndex &at, Node &node, int row,
                            std::span<NavigatorEntry> entries)
{
    std::vector<std::unique_ptr<Node>> nodes;
    for (NavigatorEntry &entry : entries) {
        nodes.push_back(made(std::move(entry), &node));
    }
    beginInsertRows(at, row, row + static_cast<int>(nodes.size()) - 1);
    node.children.insert(node.children.begin() + row, std::make_move_iterator(nodes.begin()),
                         std::make_move_iterator(nodes.end()));
    endInsertRows();
}

// The child with the key is at the row, or behind it.
void NavigatorModel::moveTo(const QModelIndex &at, Node &node, int row, const QString &key)
{
    auto &children = node.children;
    const auto found = std::find_if(children.begin() + row, children.end(),
                                    [&key](const auto &child) { return child->entry.key == key; });
    const int from = static_cast<int>(found - children.begin());
    if (from != row) {
        beginMoveRows(at, from, from, at, row);
        std::rotate(children.begin() + row, found, found + 1);
        endMoveRows();
    }
}

std::unique_ptr<NavigatorModel::Node> NavigatorModel::made(NavigatorEntry entry, Node *parent)
{
    auto node = std::make_unique<Node>();
    Entries children = std::exchange(entry.children, {});
    node->entry = std::move(entry);
    node->parent = parent;
    for (NavigatorEntry &child : children) {
        node->children.push_back(made(std::move(child), node.get()));
    }
    return node;
}

NavigatorModel::Node *NavigatorModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex NavigatorModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex NavigatorModel::parent(const QModelIndex &child) const
{
    if (!child.isValid()) {
        return {};
    }
    Node *above = nodeOf(child)->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row(), 0, above);
}

int NavigatorModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int NavigatorModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant NavigatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const NavigatorEntry &entry = nodeOf(index)->entry;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return entry.text;
    case Qt::ToolTipRole:
        return tipOf(entry);
    case Qt::AccessibleTextRole:
        return fullText(entry);
    case Qt::DecorationRole:
        if (index.parent().isValid()) {
            return entry.icon.isEmpty() ? look::dot(entry.tint)
                                        : look::icon(entry.icon, entry.tint);
        }
        return {};
    case BadgeRole:
        return entry.badge;
    case TintRole:
        return static_cast<int>(entry.tint);
    case KindRole:
        return entry.kind;
    case SubjectRole:
        return entry.subject;
    case KeyRole:
        return entry.key;
    case CountRole:
        return nodeOf(index)->count();
    case Qt::ForegroundRole:
        return entry.kind == kCommandEntry ? QVariant(look::tokens().secondary) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags NavigatorModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid()) {
        return flags;
    }
    const NavigatorEntry &entry = nodeOf(index)->entry;
    flags.setFlag(Qt::ItemIsEditable, entry.isRenamable);
    flags.setFlag(Qt::ItemIsDragEnabled, entry.kind == kRequest || entry.kind == kPlugin);
    flags.setFlag(Qt::ItemIsDropEnabled, isFolder(index));
    return flags;
}

bool NavigatorModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable) || name.isEmpty()) {
        return false;
    }
    const NavigatorEntry &entry = nodeOf(index)->entry;
    if (name != entry.text) {
        Q_EMIT renameWanted(entry.kind, entry.subject, name);
    }
    return true;
}

// Only those of the collections lead somewhere and open nothing.
bool NavigatorModel::isFolder(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return false;
    }
    const NavigatorEntry &entry = nodeOf(index)->entry;
    return entry.kind.isEmpty() && !entry.subject.isEmpty();
}

QStringList NavigatorModel::mimeTypes() const
{
    return {QLatin1StringView(DraggedEntry::kMimeType)};
}

QMimeData *NavigatorModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.size() != 1 || !flags(indexes.first()).testFlag(Qt::ItemIsDragEnabled)) {
        return nullptr;
    }
    const NavigatorEntry &entry = nodeOf(indexes.first())->entry;
    const QModelIndex above = indexes.first().parent();
    const bool isSymbol = above.isValid() && nodeOf(above)->entry.kind == kPlugin;
    return DraggedEntry{entry.kind, entry.subject, isSymbol ? entry.key : QString()}
        .toMime()
        .release(); // the drag takes it
}

Qt::DropActions NavigatorModel::supportedDragActions() const
{
    return Qt::MoveAction | Qt::CopyAction; // of a request, of a plugin
}

Qt::DropActions NavigatorModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

bool NavigatorModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                     const QModelIndex &parent) const
{
    const auto dragged = DraggedEntry::from(*data);
    return action == Qt::MoveAction && isFolder(parent) && dragged && dragged->kind == kRequest &&
           QFileInfo(dragged->subject).dir() != QDir(nodeOf(parent)->entry.subject);
}

bool NavigatorModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                  const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent)) {
        return false;
    }
    Q_EMIT moveWanted(DraggedEntry::from(*data)->subject, nodeOf(parent)->entry.subject);
    return true;
}

} // namespace gw::models
