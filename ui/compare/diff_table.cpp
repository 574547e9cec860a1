// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/diff_table.h"

#include "compare/text_diff_model.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QTableView>

namespace gw::compare {

void dressDiffTable(QTableView &table)
{
    table.setFont(look::fixedFont());
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setTabKeyNavigation(false);
    table.setFrameShape(QFrame::NoFrame);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(look::rowHeight());
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QTableView *diffTable(TextDiffModel &model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    dressDiffTable(*table);
    table->setModel(&model);
    table->setAccessibleName(
        QCoreApplication::translate("gw::compare::DiffView", "Lines that differ"));
    QHeaderView *header = table->horizontalHeader();
    header->setSectionResizeMode(TextDiffModel::OldNumber, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(TextDiffModel::NewNumber, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(TextDiffModel::OldText, QHeaderView::Stretch);
    header->setSectionResizeMode(TextDiffModel::NewText, QHeaderView::Stretch);
    return table;
}

} // namespace gw::compare
