// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QWidget>

class QBoxLayout;
class QAction;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace gw::widgets {

class ElidedLabel;
class EmptyText;
class TraceModel;

// What the gateway did with one request: a row for each step on a shared time axis, and below it
// what the selected step changed. Thread: GUI.
class TraceView final : public QWidget {
    Q_OBJECT

public:
    explicit TraceView(QWidget *parent = nullptr);

    void setRecord(const client::TrafficRecord &record);
    // In place of a trace: its request is under way, or the answer is there and a trace is still to
    // come, if any.
    void showWaiting();
    void showNone();
    // Whether the engine keeps traces at all.
    void setCapturing(bool isOn);
    [[nodiscard]] const TraceModel &model() const { return *m_model; }
    void selectStep(int row);

Q_SIGNALS:
    void stepSelected(int row);
    void pluginWanted(const QString &path); // as the definition names it
    void captureWanted();
    void sendWanted(); // the request, again
    // Requests like this one are to stop before the step.
    void breakWanted(const gw::client::TrafficRecord &record, const gw::client::TraceStep &step);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *changesPart();
    [[nodiscard]] int telling() const; // the row to begin with
    void openPlugin();
    void breakHere();
    void showChanges(int row);
    void fitColumns();
    // Why there is no trace. With a button that leads to one.
    void showReason(const QString &reason);
    void showWay();

    TraceModel *m_model;
    ElidedLabel *m_title;
    EmptyText *m_reason;
    QAction *m_turnOn;
    QAction *m_send;
    bool m_isCapturing = true;
    bool m_isWaiting = false;  // for the answer
    bool m_isUntraced = false; // a request, because Capture was off or the engine kept none
    QTreeView *m_steps;
    QLabel *m_changesTitle;
    QToolButton *m_openPlugin;
    QToolButton *m_breakHere;
    QBoxLayout *m_changesHead = nullptr; // its title and its buttons
    QPlainTextEdit *m_changes;
    QStackedLayout *m_stack;
    client::TrafficRecord m_record; // whose steps are shown
};

} // namespace gw::widgets
