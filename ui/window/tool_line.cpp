// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/tool_line.h"

#include "look/metrics.h"

namespace gw::window {

ToolLine::ToolLine(const QString &title, QWidget *parent)
    : QToolBar(title, parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void ToolLine::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    fit();
}

void ToolLine::showEvent(QShowEvent *event)
{
    QToolBar::showEvent(event);
    fit();
}

// Words change, so that what they need is measured anew each time.
void ToolLine::fit()
{
    setNarrow(false);
    setNarrow(width() < sizeHint().width() + look::kGroupGap);
}

void ToolLine::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow) {
        return;
    }
    m_isNarrow = isNarrow;
    setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    Q_EMIT narrowChanged(isNarrow);
}

} // namespace gw::window
