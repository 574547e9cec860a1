// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/transfer_result.h"

#include <QWidget>

namespace gw::widgets {

// Where the time of a request went: the phases of the client on one axis, and the gateway's steps
// nested inside the time that the client waited. Thread: GUI.
class TimingBar final : public QWidget {
    Q_OBJECT

public:
    explicit TimingBar(QWidget *parent = nullptr);

    void setTimings(const requests::Timings &timings);
    void setRecord(const client::TrafficRecord &record);
    void clear();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    // Rows as text: "DNS  84 us".
    [[nodiscard]] QStringList rowTexts() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row {
        QString name;
        std::chrono::nanoseconds start{0};
        std::chrono::nanoseconds duration{0};
        QColor color;
        bool isNested = false;
    };

    [[nodiscard]] QList<Row> rows() const;
    void changed();

    requests::Timings m_timings;
    client::TrafficRecord m_record;
    bool m_hasTimings = false;
};

} // namespace gw::widgets
