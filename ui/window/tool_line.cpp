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
    if (!m_isNarrow) {
        m_wordsWidth = sizeHint().width() + look::kGroupGap;
    }
    const bool isNarrow = width() < m_wordsWidth;
    if (isNarrow == m_isNarrow) {
        return;
    }
    m_isNarrow = isNarrow;
    setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    Q_EMIT narrowChanged(isNarrow);
}

} // namespace gw::window
