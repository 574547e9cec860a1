// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/repeat_run.h"

#include <QList>
#include <QWidget>

#include <memory>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTimer;

namespace gw::tester {

// Sends the page's request many times and shows how long the answers take. Thread: GUI.
class RepeatPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RepeatPanel(QWidget *parent = nullptr);
    ~RepeatPanel() override;

    void setCount(int count);
    void start(const requests::HttpRequest &request);
    void cancel();
    [[nodiscard]] const requests::RepeatFigures &figures() const { return m_figures; }

Q_SIGNALS:
    void startWanted(); // answer with start()

private:
    void buildPanel();
    void refresh();
    QLabel *addFigure(QGridLayout &grid, int column, const QString &name);

    std::unique_ptr<requests::RepeatRun> m_run;
    requests::RepeatFigures m_figures;
    QSpinBox *m_count;
    QSpinBox *m_parallel;
    QPushButton *m_start;
    QProgressBar *m_progress;
    QLabel *m_error;
    QList<QLabel *> m_values;
    QTimer *m_tick;
};

} // namespace gw::tester
