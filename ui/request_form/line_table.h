// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request_form/line_table_model.h"

#include <QWidget>

#include <functional>

class QAbstractItemDelegate;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace gw::widgets {
class RowTable;
}

namespace gw::request_form {

// A table of lines with its bulk text: the button at its right turns one into the other.
// Thread: GUI.
class LineTable final : public QWidget {
    Q_OBJECT

public:
    // what: of the accessible names, "Headers". names: completed in the first column.
    LineTable(const QString &what, const QStringList &names, QWidget *parent = nullptr,
              LineTableModel::Rows rows = LineTableModel::Rows::Lines);

    [[nodiscard]] LineTableModel &model() { return *m_model; }
    [[nodiscard]] const LineTableModel &model() const { return *m_model; }
    // Values that are completed in the rows of a name.
    void setValues(std::function<QStringList(const QString &name)> valuesOf);
    // For the values; this takes it.
    void setValueDelegate(QAbstractItemDelegate *delegate);
    // As LineTableModel; the reasons also stand below the table.
    void setCheck(std::function<QString(const requests::Line &line)> check);
    void addButton(QToolButton *button); // at the right, above the others
    // Moves to the empty row and begins to type.
    void beginRow();
    void editValue(int row);

private:
    void setBulk(bool isBulk);
    void showBulk();
    void showProblems();
    void buildBulk(const QString &what);
    void buildParts();
    void buildPlaces();
    void chooseFile();

    LineTableModel *m_model;
    widgets::RowTable *m_table;
    QPlainTextEdit *m_bulk;
    QLabel *m_problems;
    QToolButton *m_bulkButton;
    QStackedWidget *m_stack;
    QVBoxLayout *m_buttons = nullptr;
    bool m_isTakingBulk = false; // the text and the rows follow each other
};

} // namespace gw::request_form
