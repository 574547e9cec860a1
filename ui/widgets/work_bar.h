// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/paged_body.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QProgressBar;

namespace gw::widgets {

// A line for work that goes on elsewhere: what it is, how far it is, a button that stops it. It
// appears only for what takes longer than people notice. Thread: GUI.
class WorkBar final : public QWidget {
    Q_OBJECT

public:
    explicit WorkBar(QWidget *parent = nullptr);

    // total: in what WorkState counts.
    void begin(const QString &what, std::shared_ptr<requests::WorkState> state, quint64 total);
    // Nobody knows how far it is; cancel is what the button does.
    void begin(const QString &what, std::function<void()> cancel);
    void end();
    [[nodiscard]] bool isWorking() const { return m_look.isActive(); }

private:
    void start(const QString &what, int parts, std::function<void()> cancel);
    void refresh();

    QLabel *m_what;
    QProgressBar *m_progress;
    QTimer m_look;
    std::shared_ptr<requests::WorkState> m_state; // null: nobody knows how far it is
    std::function<void()> m_cancel;
    quint64 m_total = 0;
};

} // namespace gw::widgets
