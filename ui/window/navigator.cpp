// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/navigator.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "models/navigator_model.h"
#include "window/navigator_delegate.h"

#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace gw::window {

using models::NavigatorModel;

namespace {

constexpr int kOpenWhileDragging = 700; // ms over a closed folder

QString keyOf(const QModelIndex &section)
{
    return section.data(NavigatorModel::KeyRole).toString();
}

// On some desktops one click opens what is clicked.
bool opensByClick(const QWidget &tree)
{
    return tree.style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick, nullptr, &tree) !=
           0;
}

} // namespace

Navigator::Navigator(NavigatorModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *line = new QVBoxLayout;
    line->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    line->addWidget(m_filter);
    layout->addLayout(line);
    layout->addWidget(m_tree, 1);

    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the navigator"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_tree->setModel(&model);
    m_tree->setItemDelegate(new NavigatorDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(look::kMargin);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers); // names, by command
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setAutoExpandDelay(kOpenWhileDragging);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setAccessibleName(tr("Navigator"));
    m_tree->viewport()->setBackgroundRole(QPalette::Window);

    connect(m_filter, &QLineEdit::textChanged, this, &Navigator::applyFilter);
    connect(m_tree, &QTreeView::activated, this, &Navigator::open);
    connect(m_tree, &QTreeView::clicked, this, &Navigator::click);
    connect(m_tree, &QTreeView::doubleClicked, this,
            [this] { m_isDouble = !opensByClick(*m_tree); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) { Q_EMIT selected(addressOf(now)); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &Navigator::showMenu);
    connect(m_tree, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { noteClosed(index, true); });
    connect(m_tree, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { noteClosed(index, false); });
    // A section is open from the moment when it has something to show, until somebody closes it.
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &above, int first, int last) {
                const bool wasEmpty = m_model.rowCount(above) == last + 1 - first;
                if (above.isValid() && !above.parent().isValid() && wasEmpty &&
                    !m_closed.contains(keyOf(above))) {
                    m_tree->expand(above);
                }
                filterRows(above, first, last);
            });
}

void Navigator::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void Navigator::reveal(const PageAddress &address)
{
    const QModelIndexList found =
        m_model.match(m_model.index(0, 0), NavigatorModel::SubjectRole, address.subject, -1,
                      Qt::MatchExactly | Qt::MatchRecursive);
    for (const QModelIndex &index : found) {
        if (addressOf(index) == address) {
            const QSignalBlocker quiet(m_tree->selectionModel());
            m_tree->setCurrentIndex(index);
            m_tree->viewport()->update();
            Q_EMIT revealed();
            return;
        }
    }
    if (current().kind == address.kind) { // it would be taken for the page in front
        const QSignalBlocker quiet(m_tree->selectionModel());
        m_tree->setCurrentIndex({});
        m_tree->clearSelection();
        m_tree->viewport()->update();
        Q_EMIT revealed();
    }
}

PageAddress Navigator::current() const
{
    return addressOf(m_tree->currentIndex());
}

void Navigator::editName()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    m_tree->scrollTo(m_tree->currentIndex()); // opens the folders above it
    m_tree->edit(m_tree->currentIndex());
}

// Empty ones are neither open nor closed: it counts what the user did.
void Navigator::noteClosed(const QModelIndex &section, bool isClosed)
{
    const bool isFilterOpening = !isClosed && !m_filter->text().isEmpty();
    if (section.parent().isValid() || isFilterOpening) {
        return;
    }
    m_closed.removeAll(keyOf(section));
    if (isClosed) {
        m_closed.append(keyOf(section));
    }
}

QJsonObject Navigator::saveState() const
{
    return {{QStringLiteral("closed"), QJsonArray::fromStringList(m_closed)}};
}

void Navigator::restoreState(const QJsonObject &state)
{
    m_closed = state.value(QLatin1String("closed")).toVariant().toStringList();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex section = m_model.index(row, 0);
        m_tree->setExpanded(section, !m_closed.contains(keyOf(section)));
    }
}

bool Navigator::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->modifiers() == Qt::NoModifier) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            m_tree->setFocus(Qt::TabFocusReason);
            if (!m_tree->currentIndex().isValid()) {
                m_tree->setCurrentIndex(m_model.index(0, 0));
            }
            return true;
        }
        if (key == Qt::Key_Escape) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// A command looks like a button, and takes one click as such.
void Navigator::click(const QModelIndex &index)
{
    const PageAddress address = addressOf(index);
    if (address.kind == models::kCommandEntry && !opensByClick(*m_tree)) {
        Q_EMIT openWanted(address);
    } else if (m_model.rowCount(index) > 0 && address.kind.isEmpty()) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    }
}

void Navigator::open(const QModelIndex &index)
{
    const PageAddress address = addressOf(index);
    if (std::exchange(m_isDouble, false) && address.kind == models::kCommandEntry) {
        return;
    }
    if (address.kind.isEmpty()) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
        return;
    }
    Q_EMIT openWanted(address);
}

void Navigator::applyFilter()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex section = m_model.index(row, 0);
        showMatches(section, 0, m_model.rowCount(section) - 1, words());
    }
}

// Of rows that came: what stands above a match is shown with it.
void Navigator::filterRows(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid()) {
        applyFilter();
        return;
    }
    QModelIndex above = parent;
    for (; above.parent().isValid(); above = above.parent()) {
        if (isMatch(above, words())) {
            return; // all that is below it is shown
        }
    }
    if (words().isEmpty() || !showMatches(parent, first, last, words())) {
        return;
    }
    for (above = parent; above.parent().isValid(); above = above.parent()) {
        m_tree->setRowHidden(above.row(), above.parent(), false);
        m_tree->expand(above.parent());
    }
}

// Of those rows hides what does not match; an entry with a match below it stays. True: something is
// shown.
bool Navigator::showMatches(const QModelIndex &parent, int first, int last, const QString &words)
{
    bool hasMatch = false;
    for (int row = first; row <= last; ++row) {
        const QModelIndex child = m_model.index(row, 0, parent);
        const bool isFound = isMatch(child, words);
        const bool isShown =
            showMatches(child, 0, m_model.rowCount(child) - 1, isFound ? QString() : words) ||
            isFound;
        m_tree->setRowHidden(row, parent, !isShown);
        hasMatch = hasMatch || isShown;
    }
    if (hasMatch && !words.isEmpty()) {
        m_tree->expand(parent);
    }
    return hasMatch;
}

bool Navigator::isMatch(const QModelIndex &entry, const QString &words)
{
    return words.isEmpty() ||
           (addressOf(entry).kind != models::kCommandEntry &&
            entry.data(Qt::DisplayRole).toString().contains(words, Qt::CaseInsensitive));
}

QString Navigator::words() const
{
    return m_filter->text().trimmed();
}

void Navigator::showMenu(const QPoint &at)
{
    const QModelIndex index = m_tree->indexAt(at);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuWanted(addressOf(index), menu);
    if (menu->isEmpty()) {
        menu->deleteLater();
        return;
    }
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

PageAddress Navigator::addressOf(const QModelIndex &index)
{
    return {index.data(NavigatorModel::KindRole).toString(),
            index.data(NavigatorModel::SubjectRole).toString()};
}

} // namespace gw::window
