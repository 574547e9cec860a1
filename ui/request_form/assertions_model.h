// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/editable_rows.h"

#include <QString>

#include <optional>
#include <vector>

namespace gw::request_form {

// The assertions of a response's text that stand on one line each, as rows; what else the text
// holds is left to it. The text is the truth: an edit here asks for another line of it. An empty
// row at the end takes a new one. Thread: GUI.
class AssertionsModel final : public models::EditableRows {
    Q_OBJECT

public:
    // What is looked at, with the box that switches the row off; its name or query, with filters;
    // how it is compared; with what, as Hurl spells it.
    enum Column { WhatColumn, QueryColumn, PredicateColumn, ValueColumn };

    explicit AssertionsModel(QObject *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] int lineOf(int row) const; // of the text, from 0

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    // By the user; the text follows, and comes back by setText().
    void lineWanted(int line, const QString &text);
    void newLineWanted(int above, const QString &text); // below that line; -1: there is none yet
    void refused(const QString &why);

protected:
    [[nodiscard]] int count() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QStringList titles() const override;
    [[nodiscard]] QString hint(int column) const override;
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const override;

private:
    struct Row {
        int line = 0;
        bool isOff = false;
        QString indent;
        QString what;
        QString query;
        QString predicate;
        QString value;
        QString tail; // a comment behind it
    };

    [[nodiscard]] static std::optional<Row> rowOf(const QString &line);
    [[nodiscard]] static QString assertionOf(const Row &row);
    // False when no spelling of it is an assertion.
    [[nodiscard]] static bool takeCell(Row &row, int column, const QString &text);

    std::vector<Row> m_rows;
    int m_title = -1; // the line of [Asserts]
};

} // namespace gw::request_form
