// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QAbstractTableModel>
#include <QList>
#include <QMap>

#include <functional>

namespace gw::models {

enum class Severity : std::uint8_t { Error, Warning, Hint };

// Something that the user should mend.
struct Problem {
    Severity severity = Severity::Error;
    QString text;
    QString where; // file, position or symbol, as people write it
    QString remedy = {};
    // Of the page where it can be mended: kind and subject of its address, and the JSON pointer or
    // line that the page should show.
    QString kind = {};
    QString subject = {};
    QString position = {};
    // A quick fix, when there is one.
    QString fixName = {};
    std::function<void()> fix = {};
};

// All that is wrong, from every source that tells: the engine's loads, the plugins, the editors.
// What an editor says too, as gravely, stands there once, as it has it: with place and mending.
// Errors come first. Thread: GUI.
class ProblemsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { What, Where, Remedy };
    static constexpr int kColumns = Remedy + 1;

    explicit ProblemsModel(QObject *parent = nullptr);

    // Replaces what this source said before: "engine", "api:demo".
    void setProblems(const QString &source, const QList<Problem> &problems);

    // Of the quick fix, as people read them; empty: it has none.
    void setFixKeys(const QString &keys);

    [[nodiscard]] const Problem &problem(int row) const { return m_rows.at(row); }
    [[nodiscard]] int errorCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    void gather();
    [[nodiscard]] QString wayOut(const Problem &problem) const;

    QMap<QString, QList<Problem>> m_bySource;
    QList<Problem> m_rows;
    QString m_fixKeys;
};

// What the engine's last load and its plugins complain about.
[[nodiscard]] QList<Problem> problemsOf(const client::ReloadReport &report);
[[nodiscard]] QList<Problem> problemsOf(const QList<client::PluginHook> &hooks);
// Hooks that do not return, and the APIs by whose requests they were called.
[[nodiscard]] QList<Problem> problemsOf(const QList<client::StuckHook> &hooks,
                                        const QList<client::ApiReport> &apis);

} // namespace gw::models
