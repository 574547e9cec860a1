// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/choice_delegate.h"

#include <QComboBox>

namespace gw::breakpoints {

ChoiceDelegate::ChoiceDelegate(Choices choices, Typing typing, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_choices(std::move(choices))
    , m_typing(typing)
{
}

QWidget *ChoiceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    auto *box = new QComboBox(parent);
    box->setFrame(false);
    box->setEditable(m_typing == Typing::Free);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    for (const Choice &choice : m_choices(index)) {
        box->addItem(choice.text, choice.value);
    }
    auto *self = const_cast<ChoiceDelegate *>(this);
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void ChoiceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = static_cast<QComboBox *>(editor);
    const QVariant value = index.data(Qt::EditRole);
    const int at = box->findData(value);
    if (at >= 0) {
        box->setCurrentIndex(at);
    } else if (box->isEditable()) {
        box->setEditText(value.toString());
    } else { // it is none of them any more: looking at it does not change it
        box->addItem(index.data().toString(), value);
        box->setCurrentIndex(box->count() - 1);
    }
}

void ChoiceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                  const QModelIndex &index) const
{
    const auto *box = static_cast<QComboBox *>(editor);
    const int at = box->findText(box->currentText());
    model->setData(index, at >= 0 ? box->itemData(at) : QVariant(box->currentText()), Qt::EditRole);
}

} // namespace gw::breakpoints
