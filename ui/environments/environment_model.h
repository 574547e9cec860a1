// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/editable_rows.h"
#include "requests/environment_text.h"

namespace gw::environments {

// The variables of one environment's file; an empty row at the end takes new ones. Values of
// secrets are dots until they are shown. Thread: GUI.
class EnvironmentModel final : public models::EditableRows {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, SecretColumn };

    explicit EnvironmentModel(QObject *parent = nullptr);

    void setText(const std::string &text);
    [[nodiscard]] std::string text() const { return m_text.text(); }
    void showSecrets(bool isShown);
    [[nodiscard]] bool isHidden(int row) const; // its value
    void removeRowsAt(const QList<int> &rows);

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void refused(const QString &why); // what was typed

protected:
    [[nodiscard]] int count() const override { return static_cast<int>(m_variables.size()); }
    [[nodiscard]] QStringList titles() const override;
    [[nodiscard]] QString hint(int column) const override;
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] bool isSetAgain(int row) const; // in a line below, which is the one that counts
    [[nodiscard]] QVariant secretCell(int row, int role) const;

    requests::EnvironmentText m_text;
    std::vector<requests::EnvironmentText::Variable> m_variables; // of that text
    bool m_showsSecrets = false;
};

} // namespace gw::environments
