// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHBoxLayout>
#include <QList>
#include <QWidget>

class QToolButton;

namespace gw::panes {

// The line of widgets that a pane shows at the right of the pane tabs. Where it is narrow, its
// buttons are icons without words; where it is narrower still, they are in a menu. Thread: GUI.
class PaneTools final : public QWidget {
    Q_OBJECT

public:
    explicit PaneTools(QWidget *parent = nullptr);

    void add(QWidget *widget, int stretch = 0);
    void addButton(QAction *action); // words beside the icon
    void addMenu(QAction *action, QMenu *menu);

    [[nodiscard]] QSize minimumSizeHint() const override; // with the buttons in the menu

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Form : std::uint8_t { Words, Icons, Menu };

    QToolButton *makeButton(QAction *action);
    [[nodiscard]] int othersWidth() const;
    [[nodiscard]] int buttonsWidth(Form form) const;
    void fit();
    void fillMenu();

    Form m_form = Form::Words;
    QList<QWidget *> m_others; // what is no button
    QList<QToolButton *> m_buttons;
    QHBoxLayout *m_layout;
    QToolButton *m_more;
};

} // namespace gw::panes
