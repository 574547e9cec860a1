// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHBoxLayout>
#include <QList>
#include <QWidget>

class QToolButton;

namespace gw::panes {

// The line of widgets that a pane shows at the right of the pane tabs. Where it is narrow, its
// buttons are icons without words. Thread: GUI.
class PaneTools final : public QWidget {
    Q_OBJECT

public:
    explicit PaneTools(QWidget *parent = nullptr);

    void add(QWidget *widget, int stretch = 0);
    void addButton(QAction *action); // words beside the icon
    void addMenu(QAction *action, QMenu *menu);

    [[nodiscard]] QSize minimumSizeHint() const override; // that of icons alone

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *makeButton(QAction *action);
    [[nodiscard]] int wordsWidth() const;
    void fit();

    bool m_hasWords = true;
    QList<QToolButton *> m_buttons;
    QHBoxLayout *m_layout;
};

} // namespace gw::panes
