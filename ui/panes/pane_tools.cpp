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

QToolButton *PaneTools::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    m_layout->addWidget(button);
    m_buttons.append(button);
    return button;
}

void PaneTools::addButton(QAction *action)
{
    makeButton(action);
}

void PaneTools::addMenu(QAction *action, QMenu *menu)
{
    QToolButton *button = makeButton(action);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
}

QSize PaneTools::minimumSizeHint() const
{
    const QSize now = m_layout->minimumSize();
    return {now.width() - (m_hasWords ? wordsWidth() : 0), now.height()};
}

void PaneTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

int PaneTools::wordsWidth() const
{
    int width = 0;
    for (const QToolButton *button : m_buttons) {
        width += button->fontMetrics().horizontalAdvance(button->text()) + look::kTight;
    }
    return width;
}

void PaneTools::fit()
{
    const bool hasRoom = minimumSizeHint().width() + wordsWidth() <= width();
    if (hasRoom == m_hasWords) {
        return;
    }
    m_hasWords = hasRoom;
    for (QToolButton *button : m_buttons) {
        button->setToolButtonStyle(hasRoom ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    }
}

} // namespace gw::panes
