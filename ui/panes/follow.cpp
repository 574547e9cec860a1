// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/follow.h"

#include "look/icons.h"

#include <QAbstractItemView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace gw::panes {

Follow::Follow(QAbstractItemView &view)
    : QObject(&view)
    , m_view(view)
{
    m_action.setText(tr("Follow"));
    m_action.setToolTip(tr("Keep the newest line in sight; ends when you scroll up"));
    m_action.setIcon(look::icon(QStringLiteral("go-bottom")));
    m_action.setCheckable(true);
    m_action.setChecked(true);
    connect(&m_action, &QAction::toggled, this, [this](bool isOn) {
        if (isOn) {
            toEnd();
        }
    });
    connect(view.model(), &QAbstractItemModel::rowsInserted, this, &Follow::keepPlace);
    connect(view.model(), &QAbstractItemModel::modelReset, this, &Follow::keepPlace);
    connect(view.model(), &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { m_going = extentOf(first, last); });
    connect(view.model(), &QAbstractItemModel::rowsRemoved, this, &Follow::giveWay);
    // Sliders, wheel and keys end here; what the list does by itself does too, while m_isMoving.
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &Follow::userScrolled);
    // The range changes after the rows: only then the end is known.
    connect(view.verticalScrollBar(), &QScrollBar::rangeChanged, this, &Follow::keepPlace);
}

void Follow::userScrolled()
{
    if (m_isMoving) {
        return;
    }
    const QScrollBar *bar = m_view.verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum();
    if (isAtEnd != m_action.isChecked()) {
        m_action.setChecked(isAtEnd);
    }
}

void Follow::toEnd()
{
    moveTo(m_view.verticalScrollBar()->maximum());
}

// At the end, or where the user is. A range that ends before that place is none of their doing.
void Follow::keepPlace()
{
    const QScrollBar *bar = m_view.verticalScrollBar();
    moveTo(m_action.isChecked() ? bar->maximum() : std::min(bar->value(), bar->maximum()));
}

// What is in sight stays there while rows above it go.
void Follow::giveWay()
{
    if (!m_action.isChecked()) {
        moveTo(m_view.verticalScrollBar()->value() - m_going);
        m_view.viewport()->update(); // what the list has moved was painted with the rows before
    }
}

void Follow::moveTo(int value)
{
    const QScopedValueRollback moving(m_isMoving, true);
    m_view.verticalScrollBar()->setValue(value);
}

// Of rows, in steps of the scroll bar.
int Follow::extentOf(int first, int last) const
{
    if (m_view.verticalScrollMode() == QAbstractItemView::ScrollPerItem) {
        return last + 1 - first;
    }
    const QAbstractItemModel &model = *m_view.model();
    const int top = m_view.visualRect(model.index(first, 0)).top();
    return last + 1 < model.rowCount() ? m_view.visualRect(model.index(last + 1, 0)).top() - top
                                       : m_view.verticalScrollBar()->maximum();
}

} // namespace gw::panes
