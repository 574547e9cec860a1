// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QLabel;
class QTableView;
class QTableWidget;
class QTabWidget;

namespace gw::pages {

class TextDiffModel;

// What differs between two definitions: by field, and line by line. Thread: GUI.
class DiffView final : public QWidget {
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setTexts(const std::string &before, const std::string &after);
    [[nodiscard]] int differenceCount() const { return m_count; } // by field

Q_SIGNALS:
    void pointerChosen(const std::string &pointer);

private:
    void fillFields(const std::string &before, const std::string &after);
    void addField(const QString &field, const QString &oldText, const QString &newText);

    QTabWidget *m_tabs;
    QTableWidget *m_fields;
    TextDiffModel *m_model;
    QTableView *m_lines;
    int m_count = 0;
};

} // namespace gw::pages
