// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/entry_table.h"

#include "form/entry_table_model.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

namespace {

constexpr int kFewestRows = 3;
constexpr int kMostRows = 10;

} // namespace

EntryTable::EntryTable(const spec::DefinitionSchema &schema, QWidget *parent)
    : QWidget(parent)
    , m_model(new EntryTableModel(schema, this))
    , m_view(new widgets::RowTable(this))
    , m_buttons(new QWidget(this))
{
    setFocusProxy(m_view);
    m_view->setModel(m_model);
    m_view->setFont(look::fixedFont());
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->horizontalHeader()->setHighlightSections(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(look::kTight);
    layout->addWidget(m_view);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->setSpacing(look::kTight);
    layout->addWidget(m_buttons);
    connect(addButton(tr("Add"), "list-add"), &QToolButton::clicked, this, [this] {
        m_model->appendRow();
        const int last = m_model->rowCount() - 1;
        if (last >= 0) {
            const QModelIndex first = m_model->index(last, m_model->firstColumn());
            m_view->setCurrentIndex(first);
            m_view->setFocus();
            m_view->edit(first);
        }
    });
    connect(addButton(tr("Remove"), "list-remove"), &QToolButton::clicked, m_view,
            &widgets::RowTable::removeSelected);
    connect(m_view, &widgets::RowTable::removeWanted, m_model, &EntryTableModel::removeRowsAt);
    connect(addButton(tr("Move up"), "go-up"), &QToolButton::clicked, this, [this] { move(-1); });
    connect(addButton(tr("Move down"), "go-down"), &QToolButton::clicked, this,
            [this] { move(1); });
    row->addStretch(1);
    connect(m_model, &EntryTableModel::patchWanted, this, &EntryTable::patchWanted);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EntryTable::fitHeight);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &EntryTable::fitHeight);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EntryTable::fitHeight);
    setFocusProxy(m_view);
}

QToolButton *EntryTable::addButton(const QString &text, const char *icon)
{
    auto *button = new QToolButton(m_buttons);
    button->setIcon(look::icon(QString::fromLatin1(icon)));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    m_buttons->layout()->addWidget(button);
    return button;
}

void EntryTable::setPointer(const std::string &pointer)
{
    m_model->setPointer(pointer);
    QHeaderView *header = m_view->horizontalHeader();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        header->setSectionResizeMode(i,
                                     i == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    }
    const bool isNarrow = m_model->columnCount() <= 2;
    if (isNarrow) {
        header->setSectionResizeMode(QHeaderView::Stretch);
    } else {
        header->setSectionResizeMode(QHeaderView::Interactive);
        header->resizeSections(QHeaderView::ResizeToContents);
        // The path is what entries are told apart by.
        header->resizeSection(1, std::max(header->sectionSize(1), look::kFormWidth / 3));
    }
    header->setVisible(m_model->columnCount() > 1);
}

void EntryTable::setDocument(std::shared_ptr<const spec::JsonDocument> document)
{
    m_model->setDocument(std::move(document));
}

void EntryTable::move(int distance)
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) {
        return;
    }
    const int to = current.row() + distance;
    m_model->moveRow(current.row(), to);
    if (to >= 0 && to < m_model->rowCount()) {
        m_view->setCurrentIndex(m_model->index(to, current.column()));
    }
}

void EntryTable::fitHeight()
{
    const int rows = std::clamp(m_model->rowCount(), kFewestRows, kMostRows);
    const int header = m_model->columnCount() > 1 ? look::headerHeight() : 0;
    m_view->setFixedHeight(rows * look::rowHeight() + header + 2 * m_view->frameWidth() +
                           (m_model->columnCount() > 2 ? look::kMargin : 0));
}

} // namespace gw::form
