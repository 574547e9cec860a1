// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QAbstractTableModel>
#include <QFont>
#include <QList>

namespace gw::models {

// Plugin hooks with what they cost. Rows are matched by path and symbol, so that a refresh keeps
// the selection. Thread: GUI.
class HooksModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Symbol, Calls, Failures, P50, P99 };
    static constexpr int kColumns = P99 + 1;

    explicit HooksModel(QObject *parent = nullptr);

    void setHooks(const QList<client::PluginHook> &hooks);
    void setFixedFont(const QFont &font);
    [[nodiscard]] const client::PluginHook &hook(int row) const { return m_hooks.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<client::PluginHook> m_hooks;
    QFont m_fixedFont;
};

} // namespace gw::models
