// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

class QVBoxLayout;
class QLabel;

namespace gw::window {

// Shows what the current selection offers: a trace, a pipeline, a plugin's facts. Thread: GUI.
class Inspector final : public QWidget {
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);
    ~Inspector() override; // gives back what it shows

    // The widget stays its owner's, who may destroy it at any time; a child of the owner dies with
    // it as usual. Null: the empty state.
    void show(QWidget *widget);
    [[nodiscard]] QWidget *shown() const { return m_shown; }

private:
    void giveBack();

    QVBoxLayout *m_layout;
    QLabel *m_empty;
    QPointer<QWidget> m_shown;
    QPointer<QObject> m_home; // its parent before
    QList<QMetaObject::Connection> m_gone;
};

} // namespace gw::window
