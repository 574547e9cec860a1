// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace gw::window {

// Where to go on one's own.
struct TourWay {
    QString text; // of its button
    std::function<void()> go;
};

struct TourStep {
    QString title;
    QString text;
    QString button; // "Open the pipeline"; empty: no button
    std::function<void()> show;
    // Whether a request that the user sent shows that the step was taken; empty: nothing shows it.
    std::function<bool(const client::TrafficRecord &)> isTakenBy;
    std::vector<TourWay> waysOn = {};
};

// The tour through the console, one step at a time, in a line above the centre. It never takes the
// focus and can be left at any step. Thread: GUI.
class TourBar final : public QWidget {
    Q_OBJECT

public:
    explicit TourBar(QWidget *parent = nullptr);

    // While it runs: the same steps in other words.
    void setSteps(std::vector<TourStep> steps);
    void start();
    void leave();
    [[nodiscard]] bool isRunning() const { return m_step >= 0; }
    [[nodiscard]] int step() const { return m_step; } // from 0; -1: not running
    // A request that the user sent was served; it may be what the step asks for.
    void note(const client::TrafficRecord &record);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void stateChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void go(int step);
    void render();
    void renderWaysOn();
    void fit();

    std::vector<TourStep> m_steps;
    int m_step = -1;
    bool m_isTaken = false;
    QBoxLayout *m_layout;
    QLabel *m_text;
    QPushButton *m_show;
    QBoxLayout *m_buttons;
    QList<QPushButton *> m_waysOn;
    QPushButton *m_next;
    QPushButton *m_leave;
};

} // namespace gw::window
