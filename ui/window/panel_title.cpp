// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panel_title.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace gw::window {

PanelTitle::PanelTitle(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(look::kGap, 0, look::kTight, 0);
    m_layout->setSpacing(look::kTight);
    m_layout->addWidget(m_label, 1);
    m_label->setFont(look::strongFont());
    m_label->setTextFormat(Qt::PlainText);
    setTitle(title);
}

void PanelTitle::setTitle(const QString &title)
{
    m_label->setText(title);
}

void PanelTitle::addAction(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    m_layout->addWidget(button);
}

void PanelTitle::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

QSize PanelTitle::sizeHint() const
{
    const int text = fontMetrics().height() + look::kGap;
    return {QWidget::sizeHint().width(), std::max(look::kTitleHeight, text)};
}

QSize PanelTitle::minimumSizeHint() const
{
    return {QWidget::minimumSizeHint().width(), sizeHint().height()};
}

void PanelTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(look::tokens().border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace gw::window
