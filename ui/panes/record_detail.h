// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gw::panes {

// The inspector's picture of one request that was served: what it was, and what every step did.
// Thread: GUI.
class RecordDetail final : public QWidget {
    Q_OBJECT

public:
    explicit RecordDetail(QWidget *parent = nullptr);

    // What shows the steps; this takes the widget.
    void setTraceView(QWidget *view,
                      const std::function<void(const client::TrafficRecord &)> &showTrace);
    // Null: nothing is selected.
    void show(const client::TrafficRecord *record);

Q_SIGNALS:
    void resendWanted(const gw::client::TrafficRecord &record);

protected:
    void changeEvent(QEvent *event) override;

private:
    QVBoxLayout *m_layout;
    QLabel *m_title;
    QLabel *m_status;
    QLabel *m_facts;
    QPushButton *m_resend;
    QWidget *m_trace = nullptr;
    std::function<void(const client::TrafficRecord &)> m_showTrace;
    std::optional<client::TrafficRecord> m_record;
};

} // namespace gw::panes
