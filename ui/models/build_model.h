// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QFont>
#include <QList>
#include <QString>

namespace gw::models {

// What a compiler printed, line by line; lines that name a place in a source lead there. Keeps
// kMostLines, then says how many it left out. Thread: GUI.
class BuildModel final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kMostLines = 20'000;

    enum class Tone : std::uint8_t { Plain, Note, Warning, Error, Good };

    struct Place {
        QString file; // empty: the line names none
        int line = 0;
    };

    // What the compiler says of a line of a file.
    struct Mark {
        int line = 0; // the first is 1
        bool isError = false;
        QString text = {};

        bool operator==(const Mark &) const = default;
    };

    explicit BuildModel(QObject *parent = nullptr);

    void clear();
    void add(const QString &text, Tone tone = Tone::Plain);
    // Says what the line that was added last is about.
    void markLast(Tone tone, const Place &place, const QString &message);
    void setFixedFont(const QFont &font);

    [[nodiscard]] const Place &placeAt(int row) const { return m_lines.at(row).place; }
    [[nodiscard]] int errorCount() const { return m_errors; }
    // Errors and warnings in a file, by its absolute path, in the order of the output.
    [[nodiscard]] QList<Mark> marksOf(const QString &file) const;
    // First row with an error, or -1.
    [[nodiscard]] int firstError() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Line {
        QString text;
        Tone tone = Tone::Plain;
        Place place;
        QString message;
    };

    QList<Line> m_lines;
    QFont m_fixedFont;
    int m_errors = 0;
    int m_leftOut = 0;
};

} // namespace gw::models
