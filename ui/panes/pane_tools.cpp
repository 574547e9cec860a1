// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/pane_tools.h"

#include "look/icons.h"
#include "look/metrics.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace gw::panes {

namespace {

constexpr int kSpareLetters = 16;

} // namespace

PaneTools::PaneTools(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_more(new QToolButton(this))
{
    m_layout->setContentsMargins(look::kGap, 2, 0, 2);
    m_layout->setSpacing(look::kTight);
    m_layout->setSizeConstraint(QLayout::SetNoConstraint); // it may be narrower than its words
    m_layout->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *menu = new QMenu(m_more);
    connect(menu, &QMenu::aboutToShow, this, &PaneTools::fillMenu);
    m_more->setMenu(menu);
    m_more->setIcon(look::icon(QStringLiteral("overflow-menu")));
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolTip(tr("More tools"));
    m_more->setAccessibleName(tr("More tools"));
    m_more->hide();
    m_layout->addWidget(m_more);
}

void PaneTools::add(QWidget *widget, int stretch)
{
    m_others.append(widget);
    m_layout->insertWidget(m_layout->indexOf(m_more), widget, stretch);
}

QToolButton *PaneTools::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    m_layout->insertWidget(m_layout->indexOf(m_more), button);
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
    return {othersWidth() + buttonsWidth(Form::Menu), m_layout->minimumSize().height()};
}

void PaneTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

int PaneTools::othersWidth() const
{
    const QMargins around = m_layout->contentsMargins();
    int width = around.left() + around.right();
    for (const QWidget *widget : m_others) {
        width += std::max(widget->minimumWidth(), widget->minimumSizeHint().width()) +
                 m_layout->spacing();
    }
    return width;
}

int PaneTools::buttonsWidth(Form form) const
{
    const int icon = m_more->sizeHint().width() + m_layout->spacing();
    if (form == Form::Menu) {
        return m_buttons.isEmpty() ? 0 : icon;
    }
    int width = icon * static_cast<int>(m_buttons.size());
    for (const QToolButton *button : m_buttons) {
        width += form == Form::Words
                     ? button->fontMetrics().horizontalAdvance(button->text()) + look::kGap
                     : 0;
    }
    return width;
}

void PaneTools::fit()
{
    Form form = Form::Words;
    // Fields may give way to icons, but not to words.
    const int spare = fontMetrics().averageCharWidth() * kSpareLetters;
    while (form != Form::Menu &&
           othersWidth() + buttonsWidth(form) + (form == Form::Words ? spare : 0) > width()) {
        form = form == Form::Words ? Form::Icons : Form::Menu;
    }
    if (form == m_form) {
        return;
    }
    m_form = form;
    for (QToolButton *button : m_buttons) {
        button->setToolButtonStyle(form == Form::Words ? Qt::ToolButtonTextBesideIcon
                                                       : Qt::ToolButtonIconOnly);
        button->setVisible(form != Form::Menu);
    }
    m_more->setVisible(form == Form::Menu && !m_buttons.isEmpty());
}

void PaneTools::fillMenu()
{
    QMenu *menu = m_more->menu();
    menu->clear();
    for (const QToolButton *button : m_buttons) {
        QAction *action = button->defaultAction();
        if (button->menu() == nullptr) {
            menu->addAction(action);
            continue;
        }
        QAction *entry = menu->addAction(action->icon(), action->text());
        entry->setEnabled(action->isEnabled());
        entry->setMenu(button->menu());
    }
}

} // namespace gw::panes
