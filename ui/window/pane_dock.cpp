// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/pane_dock.h"

#include "look/metrics.h"
#include "look/tokens.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace gw::window {

PaneDock::PaneDock(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_line(new QHBoxLayout)
    , m_secondLine(new QHBoxLayout)
    , m_tools(new QStackedWidget(this))
    , m_stack(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_line);
    layout->addLayout(m_secondLine);
    layout->addWidget(m_stack, 1);
    m_line->setContentsMargins(0, 0, look::kTight, 1);
    m_line->setSpacing(look::kTight);
    m_line->addWidget(m_tabs);
    m_line->addWidget(m_tools, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // all are there, always
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setAccessibleName(tr("Panes"));
    m_tools->setMinimumWidth(1); // they adapt; the tabs do not
    m_tools->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    connect(m_tabs, &QTabBar::currentChanged, this, &PaneDock::change);
}

void PaneDock::add(Pane *pane)
{
    m_panes.append(pane);
    m_stack->addWidget(pane);
    QWidget *tools = pane->tools();
    m_tools->addWidget(tools != nullptr ? tools : new QWidget(m_tools));
    m_tabs->addTab(QString());
    refresh(pane);
    connect(pane, &Pane::badgeChanged, this, [this, pane] { refresh(pane); });
    connect(pane, &Pane::raiseWanted, this, [this, pane] {
        show(pane);
        Q_EMIT raiseWanted(pane);
    });
}

void PaneDock::show(Pane *pane)
{
    m_tabs->setCurrentIndex(static_cast<int>(m_panes.indexOf(pane)));
}

void PaneDock::addAction(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setDefaultAction(action);
    m_line->addWidget(button);
}

Pane *PaneDock::current() const
{
    return m_panes.value(m_tabs->currentIndex());
}

void PaneDock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(look::tokens().border);
    painter.drawLine(0, m_stack->y() - 1, width(), m_stack->y() - 1);
}

void PaneDock::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void PaneDock::fit()
{
    int needed = m_tabs->sizeHint().width() + m_tools->minimumSizeHint().width();
    for (const QToolButton *button :
         findChildren<QToolButton *>(Qt::FindDirectChildrenOnly)) { // behind the tools
        needed += button->sizeHint().width() + look::kTight;
    }
    const bool isTooNarrow = needed > width();
    if (isTooNarrow == m_hasTwoLines) {
        return;
    }
    m_hasTwoLines = isTooNarrow;
    (isTooNarrow ? m_line : m_secondLine)->removeWidget(m_tools);
    if (isTooNarrow) {
        m_secondLine->addWidget(m_tools);
    } else {
        m_line->insertWidget(1, m_tools, 1);
    }
    m_line->setStretchFactor(m_tabs, isTooNarrow ? 1 : 0);
}

void PaneDock::refresh(const Pane *pane)
{
    const qsizetype at = m_panes.indexOf(pane);
    // No mnemonic: the pane's command has the same key, and gives the pane the focus too.
    QString text = QStringLiteral("%1 %2").arg(at + 1).arg(pane->title());
    if (!pane->badge().isEmpty()) {
        text += QStringLiteral("  ") + pane->badge();
    }
    m_tabs->setTabText(static_cast<int>(at), text);
    m_tabs->updateGeometry(); // while it is hidden, a tab bar does not tell that it needs more room
    fit();
}

void PaneDock::change(int index)
{
    m_stack->setCurrentIndex(index);
    m_tools->setCurrentIndex(index);
    Q_EMIT currentChanged(m_panes.value(index));
}

} // namespace gw::window
