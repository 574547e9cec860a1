// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/navigator_delegate.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/navigator_model.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace gw::window {

using models::NavigatorModel;

namespace {

constexpr const char *kIsFilled = "gw_isFilled";
constexpr qsizetype kLeastLetters = 3; // that still tell something, before the dots

} // namespace

void NavigatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const bool isSection = !index.parent().isValid();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    QString right = index.data(NavigatorModel::BadgeRole).toString();
    QColor rightColor =
        look::colorOf(static_cast<look::Tint>(index.data(NavigatorModel::TintRole).toInt()));
    if (isSection) {
        item.font = look::strongFont();
        right = index.data(NavigatorModel::CountRole).toString();
        rightColor = look::colorOf(look::Tint::Secondary);
    }
    const QFont small = look::secondaryFont();
    const QFontMetrics metrics(small);
    right = shownWord(right, metrics, QStyledItemDelegate::sizeHint(item, index).width(),
                      item.rect.width() - 2 * look::kGap);
    const int width = right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + 2 * look::kGap;
    // The row's ground over all of it, the text only where the word at the right leaves room.
    QStyle *style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const QRect row = item.rect;
    item.rect.setWidth(std::max(0, item.rect.width() - width));
    item.backgroundBrush = Qt::NoBrush;
    item.state &= ~QStyle::State_Selected;
    item.state &= ~QStyle::State_MouseOver;
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    if (width > 0) {
        painter->save();
        painter->setFont(small);
        painter->setPen(rightColor);
        painter->drawText(row.adjusted(0, 0, -look::kGap, 0), Qt::AlignRight | Qt::AlignVCenter,
                          right);
        painter->restore();
    }
}

void NavigatorDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (!editor->property(kIsFilled).toBool()) {
        QStyledItemDelegate::setEditorData(editor, index);
        editor->setProperty(kIsFilled, true);
    }
}

QString NavigatorDelegate::shownWord(const QString &word, const QFontMetrics &metrics,
                                     int nameWidth, int rowWidth)
{
    const int room = rowWidth - std::min(nameWidth, (rowWidth + 1) / 2);
    const QString shown = metrics.elidedText(word, Qt::ElideRight, room);
    return shown == word || shown.size() > kLeastLetters ? shown : QString();
}

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(
        std::max(look::rowHeight(), QFontMetrics(look::strongFont()).height() + look::kTight) + 2);
    return size;
}

} // namespace gw::window
