// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace gw::widgets {

// Asks for a JSON pointer below the text, without a dialog: what is typed is gone to at once,
// Return stays there, Escape goes back. Thread: GUI.
class PointerBar final : public QWidget {
    Q_OBJECT

public:
    explicit PointerBar(QWidget *parent = nullptr);

    void open(const QString &pointer);
    // Whether there is something at what was typed.
    void tell(bool isThere);

Q_SIGNALS:
    void typed(const QString &pointer);
    void accepted();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_pointer;
    QLabel *m_answer;
};

} // namespace gw::widgets
