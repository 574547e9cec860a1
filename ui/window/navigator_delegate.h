// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gw::window {

// Draws the navigator's rows: sections in semi-bold with their count at the right, entries with
// their state as a word at the right. Names come first: what there is no room for is in the tip.
class NavigatorDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    // Once: a name that is typed stays when the entry is read again.
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    // What of an entry's word is shown: a name keeps half of the row at least, or all of its width.
    // Empty when only a few letters would be left. Widths in pixels, without the gaps of the word.
    [[nodiscard]] static QString shownWord(const QString &word, const QFontMetrics &metrics,
                                           int nameWidth, int rowWidth);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};

} // namespace gw::window
