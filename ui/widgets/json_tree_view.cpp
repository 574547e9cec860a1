// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_tree_view.h"

#include "widgets/json_tree_model.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace gw::widgets {

namespace {

constexpr int kNameLetters = 34;
constexpr int kOpenLevels = 1; // of a new tree

} // namespace

JsonTreeView::JsonTreeView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new JsonTreeModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Body as a tree"));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setColumnWidth(JsonTreeModel::NameColumn, fontMetrics().averageCharWidth() * kNameLetters);
    connect(this, &QWidget::customContextMenuRequested, this, &JsonTreeView::showMenu);
}

void JsonTreeView::setTree(const std::shared_ptr<const requests::JsonTree> &tree)
{
    m_model->setTree(tree);
    expandToDepth(kOpenLevels);
}

JsonTreeView::Place JsonTreeView::findNext(const QString &text)
{
    const QModelIndexList matches = m_model->matches(text);
    if (matches.isEmpty()) {
        return {};
    }
    // They come in the order of their numbers, level by level.
    const auto now = currentIndex().isValid() ? currentIndex().internalId() : 0;
    auto next = std::ranges::find_if(
        matches, [now](const QModelIndex &index) { return index.internalId() > now; });
    if (next == matches.end()) {
        next = matches.begin();
    }
    setCurrentIndex(*next);
    scrollTo(*next, QAbstractItemView::PositionAtCenter);
    return {static_cast<int>(next - matches.begin()) + 1, static_cast<int>(matches.size())};
}

void JsonTreeView::showMenu(const QPoint &at)
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString &text) {
        return [text] {
            QGuiApplication::clipboard()->setText(text);
        };
    };
    const QString path = m_model->pathOf(index);
    menu->addAction(tr("Copy the &value"), this,
                    copy(index.siblingAtColumn(JsonTreeModel::ValueColumn).data().toString()));
    menu->addAction(tr("Copy the &path"), this, copy(path));
    menu->addAction(tr("&Filter by this path"), this, [this, path] { Q_EMIT filterWanted(path); });
    menu->popup(viewport()->mapToGlobal(at));
}

} // namespace gw::widgets
