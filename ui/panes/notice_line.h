// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace gw::panes {

// A line above a pane's list that says what the list does not show, with a button that leads to
// where it is. Hidden while there is nothing to say. Thread: GUI.
class NoticeLine final : public QWidget {
    Q_OBJECT

public:
    // way: text of the button.
    NoticeLine(const QString &way, QWidget *parent);

    // Empty: nothing.
    void say(const QString &text);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void wayWanted();

private:
    QLabel *m_text;
};

} // namespace gw::panes
