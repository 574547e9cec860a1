// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/match_delegate.h"

#include "look/tokens.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace gw::panes {

namespace {

constexpr int kMostMatches = 100;         // of a cell
constexpr qsizetype kMostLetters = 4'096; // more than a window is wide

QList<QTextLayout::FormatRange> matchesIn(const QString &text, const QRegularExpression &expression)
{
    QTextCharFormat marked;
    marked.setBackground(look::tokens().accent);
    marked.setForeground(look::tokens().onAccent);
    QList<QTextLayout::FormatRange> ranges;
    if (!expression.isValid() || expression.pattern().isEmpty()) {
        return ranges;
    }
    auto found = expression.globalMatch(text);
    while (found.hasNext() && ranges.size() < kMostMatches) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedLength() > 0) {
            ranges.append({.start = static_cast<int>(match.capturedStart()),
                           .length = static_cast<int>(match.capturedLength()),
                           .format = marked});
        }
    }
    return ranges;
}

} // namespace

void MatchDelegate::setExpression(const QRegularExpression &expression)
{
    m_expression = expression;
}

void MatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text.left(kMostLetters).simplified();
    const auto ranges = matchesIn(text, m_expression);
    if (ranges.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    const QStyle *style = cell.widget == nullptr ? QApplication::style() : cell.widget->style();
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    cell.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    QTextLayout layout(text, cell.font);
    QTextOption line;
    line.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(line);
    layout.setFormats(ranges);
    layout.beginLayout();
    const QTextLine only = layout.createLine();
    layout.endLayout();
    const bool isSelected = (cell.state & QStyle::State_Selected) != 0;
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget) + 1;
    painter->save();
    painter->setClipRect(room);
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    layout.draw(painter, QPointF(room.left() + margin, room.center().y() + 1 - only.height() / 2));
    painter->restore();
}

} // namespace gw::panes
