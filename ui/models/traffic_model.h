// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "look/icons.h"
#include "models/bounded_rows.h"
#include "models/traffic_filter.h"

#include <QFont>

namespace gw::models {

// Every request that the engine served, newest last. Thread: GUI.
class TrafficModel final : public BoundedRows {
    Q_OBJECT

public:
    enum Column { Time, Method, Path, Status, Api, Total, Gateway, Upstream, Size, Key, Steps };
    static constexpr int kColumns = Steps + 1;

    explicit TrafficModel(QObject *parent = nullptr)
        : TrafficModel(Bound(), parent)
    {
    }
    TrafficModel(Bound bound, QObject *parent);

    void add(const QList<client::TrafficRecord> &records, std::uint64_t skipped);
    void setFilter(const TrafficFilter &filter);
    void setFixedFont(const QFont &font);

    [[nodiscard]] const client::TrafficRecord &record(int row) const;
    [[nodiscard]] std::shared_ptr<const client::TrafficRecord> sharedRecord(int row) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    // What the cell says.
    [[nodiscard]] static QString text(const client::TrafficRecord &record, int column);

private:
    QFont m_fixedFont;
};

// A method's colour, everywhere in the console.
[[nodiscard]] look::Tint tintOfMethod(const QString &method);
// A status code's; 0 is a request that got no answer.
[[nodiscard]] look::Tint tintOfStatus(int status);

} // namespace gw::models
