// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/word_delegate.h"

#include <QComboBox>

namespace gw::request_form {

WordDelegate::WordDelegate(Words words, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_words(std::move(words))
{
}

WordDelegate::WordDelegate(const QStringList &words, QObject *parent)
    : WordDelegate([words](const QModelIndex &) { return words; }, parent)
{
}

QWidget *WordDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QStringList words = m_words(index);
    if (words.isEmpty()) {
        return QStyledItemDelegate::createEditor(parent, option, index);
    }
    auto *box = new QComboBox(parent);
    box->setFrame(false);
    box->addItems(words);
    return box;
}

void WordDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = qobject_cast<QComboBox *>(editor);
    if (box == nullptr) {
        QStyledItemDelegate::setEditorData(editor, index);
        return;
    }
    const QString value = index.data(Qt::EditRole).toString();
    if (!value.isEmpty() && box->findText(value) < 0) {
        box->addItem(value);
    }
    box->setCurrentIndex(box->findText(value)); // none: the empty row is only looked at
}

void WordDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor)) {
        if (box->currentIndex() >= 0) { // else nothing was chosen
            model->setData(index, box->currentText(), Qt::EditRole);
        }
        return;
    }
    QStyledItemDelegate::setModelData(editor, model, index);
}

} // namespace gw::request_form
