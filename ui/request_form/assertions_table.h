// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request_form/expectation_row.h"

#include <QWidget>

namespace gw::widgets {
class RowTable;
}

namespace gw::request_form {

class AssertionsModel;
class CodeField;

// The expectations of a text beside it, as AssertionsModel's rows: each edit of a row is one of the
// text, whose Undo takes it back. Thread: GUI.
class AssertionsTable final : public QWidget {
    Q_OBJECT

public:
    // The text must outlive the table.
    explicit AssertionsTable(CodeField &text, QWidget *parent = nullptr);

    [[nodiscard]] AssertionsModel &model() { return *m_model; }

Q_SIGNALS:
    void refused(const QString &why);

private:
    void replaceLine(int line, const QString &text);
    void addLine(int above, ExpectationRow::Form form, const QString &text);
    void remove(const QList<int> &rows);

    CodeField &m_text;
    AssertionsModel *m_model;
    widgets::RowTable *m_table;
};

} // namespace gw::request_form
