// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"
#include "models/editable_rows.h"

#include <QHash>
#include <QList>

namespace gw::models {

// Breakpoints, a row each, to be edited in place. Thread: GUI.
class BreakpointModel final : public EditableRows {
    Q_OBJECT

public:
    enum Column { Enabled, Api, Method, Path, Step, When };

    explicit BreakpointModel(QObject *parent = nullptr);

    // Rows that stay the same keep their selection.
    void setRules(const QList<client::Breakpoint> &rules);
    [[nodiscard]] const QList<client::Breakpoint> &rules() const { return m_rules; }
    void removeRowsAt(const QList<int> &rows);
    // Names of APIs by their ids.
    void setApiNames(const QHash<QString, QString> &names);

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    [[nodiscard]] int count() const override { return static_cast<int>(m_rules.size()); }
    [[nodiscard]] QStringList titles() const override;
    // Qt::EditRole: an API's id, "" for any, a bool of After.
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString text(const client::Breakpoint &rule, int column) const;

    QList<client::Breakpoint> m_rules;
    QHash<QString, QString> m_apiNames;
};

[[nodiscard]] QString wordOf(client::BreakWhen when);
// "before AddFooBarHeader", "before the upstream", "before the answer goes out".
[[nodiscard]] QString placeWords(const QString &step, client::BreakWhen when);

} // namespace gw::models
