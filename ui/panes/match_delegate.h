// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QStyledItemDelegate>

namespace gw::panes {

// Cells in one line, in which what an expression finds is marked. Thread: GUI.
class MatchDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // One that is empty or not valid marks nothing. The view must be painted again.
    void setExpression(const QRegularExpression &expression);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    QRegularExpression m_expression;
};

} // namespace gw::panes
