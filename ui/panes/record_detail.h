// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace gw::widgets {
class TraceView;
}

namespace gw::panes {

class FactList;

// The inspector's picture of one request that was served: what it was, and what every step did.
// Thread: GUI.
class RecordDetail final : public QWidget {
    Q_OBJECT

public:
    explicit RecordDetail(QWidget *parent = nullptr);

    [[nodiscard]] const widgets::TraceView &trace() const { return *m_trace; }
    // Null: nothing is selected.
    void show(const client::TrafficRecord *record);
    void setCapturing(bool isOn); // see TraceView

Q_SIGNALS:
    void resendWanted(const gw::client::TrafficRecord &record);
    void replayWanted(const gw::client::TrafficRecord &record);
    void pluginWanted(const QString &path);
    void captureWanted();
    void breakWanted(const gw::client::TrafficRecord &record, const gw::client::TraceStep &step);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showTexts();

    QLabel *m_title;
    QLabel *m_status;
    FactList *m_facts;
    QPushButton *m_resend;
    QPushButton *m_replay;
    widgets::TraceView *m_trace;
    std::optional<client::TrafficRecord> m_record;
};

} // namespace gw::panes
