// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trace_delegate.h"

#include "look/metrics.h"
#include "look/tokens.h"
#include "widgets/trace_model.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace gw::widgets {

namespace {

constexpr int kSpanHeight = 8;
constexpr int kLeastSpan = 3;
constexpr int kChipRadius = 4;
constexpr int kChipAlpha = 40;

} // namespace

void TraceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    if (index.column() == TraceModel::BarColumn) {
        paintBar(painter, option, index);
    } else if (index.column() == TraceModel::ChangesColumn) {
        paintChip(painter, option, index);
    } else {
        QStyleOptionViewItem colored = option;
        const auto kind = index.data(TraceModel::KindRole).value<TraceModel::Kind>();
        if (index.column() == TraceModel::StepColumn && kind != TraceModel::Kind::Chain) {
            colored.palette.setColor(QPalette::Text, colorOf(kind));
            colored.palette.setColor(QPalette::HighlightedText, colorOf(kind));
        }
        QStyledItemDelegate::paint(painter, colored, index);
    }
}

void TraceDelegate::paintBar(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const QStyle *style = option.widget == nullptr ? QApplication::style() : option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRect area = option.rect.adjusted(look::kGap, 0, -look::kGap, 0);
    const double start = index.data(TraceModel::StartRole).toDouble();
    const double end = index.data(TraceModel::EndRole).toDouble();
    const int width = std::max(kLeastSpan, qRound((end - start) * area.width()));
    const int left = std::min(area.left() + qRound(start * area.width()), area.right() + 1 - width);
    const QRect bar(left, area.center().y() - kSpanHeight / 2, width, kSpanHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(look::tokens().border);
    painter->drawRect(QRect(area.left(), area.center().y(), area.width(), 1));
    painter->setBrush(colorOf(index.data(TraceModel::KindRole).value<TraceModel::Kind>()));
    painter->drawRoundedRect(bar, 2, 2);
    painter->restore();
}

void TraceDelegate::paintChip(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const QStyle *style = option.widget == nullptr ? QApplication::style() : option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QString text = index.data().toString();
    if (text.isEmpty()) {
        return;
    }
    const QRect area = option.rect.adjusted(look::kTight, 2, -look::kTight, -2);
    const QString shown =
        option.fontMetrics.elidedText(text, Qt::ElideRight, area.width() - 2 * look::kTight);
    QRect chip = area;
    chip.setWidth(
        std::min(area.width(), option.fontMetrics.horizontalAdvance(shown) + 2 * look::kTight + 2));
    QColor fill = colorOf(index.data(TraceModel::KindRole).value<TraceModel::Kind>());
    fill.setAlpha(kChipAlpha);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(chip, kChipRadius, kChipRadius);
    painter->setPen(look::tokens().text);
    painter->drawText(chip, Qt::AlignCenter, shown);
    painter->restore();
}

QSize TraceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(look::rowHeight());
    if (index.column() == TraceModel::ChangesColumn) {
        size.rwidth() += 2 * look::kGap;
    }
    return size;
}

} // namespace gw::widgets
