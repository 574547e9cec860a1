// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace gw::widgets {

class ElidedLabel;
class TraceModel;

// What the gateway did with one request: a row for each step on a shared time axis, and below it
// what the selected step changed. Thread: GUI.
class TraceView final : public QWidget {
    Q_OBJECT

public:
    explicit TraceView(QWidget *parent = nullptr);

    void setRecord(const client::TrafficRecord &record);
    // Shows the text in place of a trace: why there is none.
    void showReason(const QString &reason);
    [[nodiscard]] const TraceModel &model() const { return *m_model; }
    void selectStep(int row);

Q_SIGNALS:
    void stepSelected(int row);
    void pluginWanted(const QString &path); // as the definition names it
    // Requests like this one are to stop before the step.
    void breakWanted(const gw::client::TrafficRecord &record, const gw::client::TraceStep &step);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *changesPart();
    void openPlugin();
    void breakHere();
    void showChanges(int row);
    void fitColumns();

    TraceModel *m_model;
    ElidedLabel *m_title;
    QLabel *m_reason;
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
