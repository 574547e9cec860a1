// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

namespace gw::models {

// Breakpoints, a row each, to be edited in place. Thread: GUI.
class BreakpointModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Enabled, Api, Method, Path, Step, When };
    static constexpr int kColumns = When + 1;

    explicit BreakpointModel(QObject *parent = nullptr);

    // Rows that stay the same keep their selection.
    void setRules(const QList<client::Breakpoint> &rules);
    [[nodiscard]] const QList<client::Breakpoint> &rules() const { return m_rules; }
    // Names of APIs by their ids.
    void setApiNames(const QHash<QString, QString> &names);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    // Qt::EditRole: an API's id, "" for any, a bool of After.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void edited(); // by the user

private:
    [[nodiscard]] QString text(const client::Breakpoint &rule, int column) const;

    QList<client::Breakpoint> m_rules;
    QHash<QString, QString> m_apiNames;
};

[[nodiscard]] QString wordOf(client::BreakWhen when);
// "before AddFooBarHeader", "before the upstream", "before the answer goes out".
[[nodiscard]] QString placeWords(const QString &step, client::BreakWhen when);

} // namespace gw::models
