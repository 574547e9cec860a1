// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/editable_rows.h"
#include "request_form/expectation_row.h"

#include <vector>

namespace gw::request_form {

// What a response's text expects in one line each, as rows: header lines, assertions, facts about
// the gateway. What else the text holds is left to it. The text is the truth: an edit here asks for
// another line of it. An empty row at the end takes a new one. Thread: GUI.
class AssertionsModel final : public models::EditableRows {
    Q_OBJECT

public:
    // What is looked at, with the box that switches the row off (a fact has none); its name or
    // query, with filters; how it is compared; with what, as Hurl spells it. In the order of
    // ExpectationRow::Part.
    enum Column { WhatColumn, QueryColumn, PredicateColumn, ValueColumn };

    explicit AssertionsModel(QObject *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] int lineOf(int row) const; // of the text, from 0
    // To choose from in that cell; empty: it is a text.
    [[nodiscard]] QStringList wordsOf(const QModelIndex &index) const;

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    // By the user; the text follows, and comes back by setText().
    void lineWanted(int line, const QString &text);
    // Below that line; -1: there is none of its place yet.
    void newLineWanted(int above, gw::request_form::ExpectationRow::Form form, const QString &text);
    void refused(const QString &why);

protected:
    [[nodiscard]] int count() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QStringList titles() const override;
    [[nodiscard]] QString hint(int column) const override;
    [[nodiscard]] QVariant cell(const QModelIndex &index, int role) const override;

private:
    struct Row {
        int line = 0;
        ExpectationRow cells;
    };

    [[nodiscard]] const ExpectationRow &rowAt(const QModelIndex &index) const;
    [[nodiscard]] int placeOf(ExpectationRow::Form form) const;
    [[nodiscard]] bool addRow(const QString &what);
    [[nodiscard]] static QString whyRefused(const ExpectationRow &row, const QString &typed,
                                            ExpectationRow::Part part);

    std::vector<Row> m_rows;
    int m_head = -1;  // the line HTTP ...
    int m_title = -1; // the line of [Asserts]
};

} // namespace gw::request_form
