// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/follow.h"

#include "look/icons.h"

#include <QAbstractItemView>
#include <QScrollBar>

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
    connect(view.model(), &QAbstractItemModel::rowsInserted, this, &Follow::toEnd);
    connect(view.model(), &QAbstractItemModel::modelReset, this, &Follow::toEnd);
    // Sliders, wheel and keys end here; what the list does by itself does too, while m_isMoving.
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &Follow::userScrolled);
    // The range grows after the rows: only then the end is known.
    connect(view.verticalScrollBar(), &QScrollBar::rangeChanged, this, &Follow::toEnd);
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
    if (!m_action.isChecked()) {
        return;
    }
    m_isMoving = true;
    m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->maximum());
    m_isMoving = false;
}

} // namespace gw::panes
