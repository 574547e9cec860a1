// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gw::widgets {

// Makes what it lies over pale: it counts no more, but can be read and used as before. Unlike a
// graphics effect it leaves the painting of scroll areas alone. Thread: GUI.
class Veil final : public QWidget {
    Q_OBJECT

public:
    explicit Veil(QWidget *parent);

    // Lies over all of that page, which owns it from here on; null: over nothing.
    void cover(QWidget *page);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_home; // while it lies over nothing
};

} // namespace gw::widgets
