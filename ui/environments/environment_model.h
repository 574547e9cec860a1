// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/environment_text.h"

#include <QAbstractTableModel>

namespace gw::environments {

// The variables of one environment's file; an empty row at the end takes new ones. Values of
// secrets are dots until they are shown. Thread: GUI.
class EnvironmentModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, SecretColumn, ColumnCount };

    explicit EnvironmentModel(QObject *parent = nullptr);

    void setText(const std::string &text);
    [[nodiscard]] std::string text() const { return m_text.text(); }
    void showSecrets(bool isShown);
    [[nodiscard]] bool isHidden(int row) const; // its value
    void removeRowsAt(QList<int> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void edited();                    // by the user
    void refused(const QString &why); // what was typed

private:
    [[nodiscard]] bool isVariable(int row) const;
    [[nodiscard]] bool isSetAgain(int row) const; // in a line below, which is the one that counts
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const;

    requests::EnvironmentText m_text;
    std::vector<requests::EnvironmentText::Variable> m_variables; // of that text
    bool m_showsSecrets = false;
};

} // namespace gw::environments
