// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QLabel>
#include <QWidget>

class QHBoxLayout;

namespace gw::window {

// The line on top of a panel: its name, and its actions at the right.
class PanelTitle final : public QWidget {
    Q_OBJECT

public:
    explicit PanelTitle(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    // Behind those that are there, as a flat button.
    void addAction(QAction *action);
    void addWidget(QWidget *widget);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    QHBoxLayout *m_layout;
};

} // namespace gw::window
