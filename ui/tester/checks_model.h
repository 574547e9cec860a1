// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/entry_check.h"

#include <QAbstractTableModel>

namespace gw::tester {

// What an entry expects, and after a request whether it is so. Thread: GUI.
class ChecksModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { StateColumn, TextColumn, ReasonColumn, ColumnCount };

    explicit ChecksModel(QObject *parent = nullptr);

    void setChecks(std::vector<requests::Check> checks);
    [[nodiscard]] int passedCount() const;
    [[nodiscard]] int failedCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] int count(requests::Check::State state) const;

    std::vector<requests::Check> m_checks;
};

} // namespace gw::tester
