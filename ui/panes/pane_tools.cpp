// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/pane_tools.h"

#include "look/metrics.h"

#include <QMenu>
#include <QToolButton>

namespace gw::panes {

PaneTools::PaneTools(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(look::kGap, 2, 0, 2);
    m_layout->setSpacing(look::kTight);
    m_layout->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

void PaneTools::add(QWidget *widget, int stretch)
{
    m_layout->addWidget(widget, stretch);
}

void PaneTools::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    m_layout->addWidget(button);
}

void PaneTools::addMenu(QAction *action, QMenu *menu)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setDefaultAction(action);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAccessibleName(action->text());
    m_layout->addWidget(button);
}

} // namespace gw::panes
