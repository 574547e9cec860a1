// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gw::widgets {
class RowTable;
}

namespace gw::request_form {

class AssertionsModel;
class CodeField;

// The assertions of a text beside it: each edit of a row is one of the text, whose Undo takes it
// back. Thread: GUI.
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
    void addLine(int above, const QString &text);
    void remove(const QList<int> &rows);

    CodeField &m_text;
    AssertionsModel *m_model;
    widgets::RowTable *m_table;
};

} // namespace gw::request_form
