// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "models/bounded_rows.h"
#include "models/export_text.h"
#include "models/log_spill.h"

#include <QFont>
#include <QRegularExpression>
#include <QStringList>

namespace gw::models {

// The engine's log, newest last. Lines that leave the list go to a file. Thread: GUI.
class LogModel final : public BoundedRows {
    Q_OBJECT

public:
    enum Column { Time, Level, Source, Message };
    static constexpr int kColumns = Message + 1;
    static constexpr qsizetype kMostSources = 100; // later ones are not learnt

    explicit LogModel(QObject *parent = nullptr)
        : LogModel({.rows = 200'000, .bytes = 128U * 1024 * 1024}, parent)
    {
    }
    LogModel(Bound bound, QObject *parent);

    void add(const QList<client::LogLine> &lines, std::uint64_t skipped);
    // A line of the console among those of engines: whose follow. No level and no source hide it.
    void addRemark(const QString &text);
    struct Filter {
        client::LogLevel lowest = client::LogLevel::Debug;
        QString source; // empty: all
        QRegularExpression expression;
    };
    // Lines below the level, of another source, or in which the expression finds nothing, are
    // hidden. An expression that is not valid hides nothing.
    void setFilter(const Filter &filter);
    // Those of which lines came since the start, in the order of the alphabet.
    [[nodiscard]] const QStringList &sources() const { return m_sources; }
    void setFixedFont(const QFont &font);

    [[nodiscard]] const client::LogLine &line(int row) const;
    // As the engine writes it: time, level, source, message, fields; a remark with its time alone.
    [[nodiscard]] QString text(int row) const;
    // The lines that are shown.
    [[nodiscard]] ExportText exportText() const;
    // Lines that are older than the list.
    [[nodiscard]] LogSpill &older() { return m_older; }
    // With the older lines.
    void putAway() override;
    void bringBack() override;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void sourcesChanged();

private:
    struct Row;

    void onDropped(const void *row) override;
    bool learnSource(const QString &source);

    QFont m_fixedFont;
    LogSpill m_older;
    LogSpill m_olderAway;
    QStringList m_sources;
};

} // namespace gw::models
