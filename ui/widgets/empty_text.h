// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemView;
class QAction;
class QLabel;
class QPushButton;

namespace gw::widgets {

// Stands where there is nothing yet: why that is so and, where there is a way out, a button.
// Thread: GUI.
class EmptyText final : public QWidget {
    Q_OBJECT

public:
    // In the middle of a list while that has no rows; belongs to it. Set the list's model before.
    explicit EmptyText(QAbstractItemView *view, const QString &text = {});
    // Where the owner puts it.
    explicit EmptyText(QWidget *parent);

    // action: what the button does and says; null for none. It is not owned.
    void setText(const QString &text, QAction *action = nullptr);
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refresh();
    void fit();
    void setAction(QAction *action);
    void showAction();

    QAbstractItemView *m_view; // null: it stands for itself
    QLabel *m_words;
    QPushButton *m_button;
    QAction *m_action = nullptr;
};

} // namespace gw::widgets
