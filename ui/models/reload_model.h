// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QAbstractTableModel>
#include <QList>

namespace gw::models {

// What became of a file at a load, for people.
enum class FileOutcome : std::uint8_t {
    Failed,   // nothing serves
    KeptOld,  // its last good version serves
    Degraded, // it serves without some hooks
    Changed,
    Added,
    Removed,
    Unchanged,
};

[[nodiscard]] FileOutcome outcomeOf(const client::ApiReport &api);
// How many definitions became new, other, or went.
[[nodiscard]] int changeCount(const client::ReloadReport &report);
// "generation 43, 1 API changed, 1 failed, 4 ms"
[[nodiscard]] QString summaryOf(const client::ReloadReport &report);

// The files of one load: what became of each, and why; the worst first. Thread: GUI.
class ReloadModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Outcome, Api, File, Why };
    static constexpr int kColumns = Why + 1;

    explicit ReloadModel(QObject *parent = nullptr);

    void setReport(const client::ReloadReport &report);
    [[nodiscard]] const client::ApiReport &api(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<client::ApiReport> m_rows;
};

} // namespace gw::models
