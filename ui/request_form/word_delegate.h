// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

#include <functional>

namespace gw::request_form {

// Offers the words that a cell may have, in a box; a cell that has none is edited as text. A value
// that is none of the words, such as a {{variable}}, stays one of the choices. Thread: GUI.
class WordDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using Words = std::function<QStringList(const QModelIndex &)>;

    WordDelegate(Words words, QObject *parent);
    WordDelegate(const QStringList &words, QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

private:
    Words m_words;
};

} // namespace gw::request_form
