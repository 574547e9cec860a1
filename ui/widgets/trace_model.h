// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QAbstractTableModel>
#include <QColor>

namespace gw::widgets {

// The steps of one request through the gateway, a row each. Thread: GUI.
class TraceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { StepColumn, ChangesColumn, BarColumn, TimeColumn, ColumnCount };
    // Whose work a step is: its colour, and a word for those who do not see it.
    enum class Kind { Chain, Plugin, Upstream, Failed };
    enum Role { KindRole = Qt::UserRole, StartRole, EndRole }; // start and end: 0 to 1 of the axis

    explicit TraceModel(QObject *parent = nullptr);

    void setRecord(const client::TrafficRecord &record);
    void clear();

    [[nodiscard]] const client::TraceStep *stepAt(int row) const; // null outside
    // The step that added the header to the request or the response; -1 when none did.
    [[nodiscard]] int rowThatAdded(const QString &header) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<client::TraceStep> m_steps;
    std::chrono::nanoseconds m_axis{1}; // what the whole width of the bars stands for
};

[[nodiscard]] TraceModel::Kind kindOf(const client::TraceStep &step);
[[nodiscard]] QColor colorOf(TraceModel::Kind kind);
// "+1 header, body 412 -> 380 B, 403": what changed, in a few words.
[[nodiscard]] QString changeSummary(const client::TraceStep &step);

} // namespace gw::widgets

Q_DECLARE_METATYPE(gw::widgets::TraceModel::Kind)
