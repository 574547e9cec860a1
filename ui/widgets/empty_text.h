// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemView;
class QAction;
class QLabel;
class QPushButton;

namespace gw::widgets {

// Stands in the middle of a list while the list has no rows: why it is empty and, where there is a
// way out, a button. Belongs to the list; set the list's model before. Thread: GUI.
class EmptyText final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyText(QAbstractItemView *view, const QString &text = {});

    // action: what the button does and says; null for none. It is not owned.
    void setText(const QString &text, QAction *action = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fit();
    void setAction(QAction *action);
    void showAction();

    QAbstractItemView *m_view;
    QLabel *m_words;
    QPushButton *m_button;
    QAction *m_action = nullptr;
};

} // namespace gw::widgets
