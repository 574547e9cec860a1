// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QVariant>

#include <functional>

namespace gw::breakpoints {

struct Choice {
    QString text;
    QVariant value; // for Qt::EditRole
};

// Cells whose value is one of some, or, where that may be typed, another text. Thread: GUI.
class ChoiceDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using Choices = std::function<QList<Choice>(const QModelIndex &)>;
    enum class Typing : std::uint8_t { None, Free };

    ChoiceDelegate(Choices choices, Typing typing, QObject *parent);

    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

private:
    Choices m_choices;
    Typing m_typing;
};

} // namespace gw::breakpoints
