// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/fact_list.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QEvent>
#include <QTextBlockFormat>

#include <algorithm>
#include <cmath>

namespace gw::panes {

FactList::FactList(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAnywhere);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
}

void FactList::setFacts(const QList<Fact> &facts)
{
    m_facts = facts;
    m_facts.removeIf([](const Fact &fact) { return fact.value.isEmpty(); });
    render();
}

void FactList::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange) {
        render();
    }
}

void FactList::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

// Values begin at one place, also in the lines that continue one.
void FactList::render()
{
    document()->setDefaultFont(look::secondaryFont());
    const QFontMetrics metrics(look::secondaryFont());
    int names = 0;
    for (const Fact &fact : m_facts) {
        names = std::max(names, metrics.horizontalAdvance(fact.name));
    }
    const int start = names + look::kMargin;
    QTextBlockFormat block;
    block.setLeftMargin(start);
    block.setTextIndent(-start);
    block.setBottomMargin(2);
    // Tabs are counted from the margin; the first one of an outdented line ends at it.
    block.setTabPositions({QTextOption::Tab(start, QTextOption::LeftTab)});
    QTextCharFormat quiet;
    quiet.setForeground(look::tokens().secondary);
    QTextCharFormat plain;
    plain.setForeground(look::tokens().text);
    clear();
    QTextCursor cursor(document());
    cursor.setBlockFormat(block);
    for (const Fact &fact : m_facts) {
        if (!cursor.atStart()) {
            cursor.insertBlock(block);
        }
        cursor.insertText(fact.name + QLatin1Char('\t'), quiet);
        cursor.insertText(fact.value, plain);
    }
    fitHeight();
}

void FactList::fitHeight()
{
    document()->setTextWidth(viewport()->width());
    setFixedHeight(static_cast<int>(std::ceil(document()->size().height())));
}

} // namespace gw::panes
