// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/text_diff_model.h"
#include "editing/newest_run.h"

#include <QWidget>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QLabel;
class QTableView;
class QTableWidget;
class QTabWidget;

namespace gw::widgets {
class WorkBar;
}

namespace gw::compare {

// What differs between two definitions: by field, and line by line. They are compared on another
// thread. Thread: GUI.
class DiffView final : public QWidget {
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setTexts(const std::string &before, const std::string &after);
    [[nodiscard]] bool isComparing() const { return !m_run.isIdle(); }
    [[nodiscard]] int differenceCount() const { return m_count; } // by field

Q_SIGNALS:
    void pointerChosen(const std::string &pointer);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Texts {
        std::string before;
        std::string after;
    };
    struct Field {
        std::string pointer;
        QString oldText;
        QString newText;
    };
    struct Outcome {
        bool isJson = false;
        bool isSameText = false;
        std::vector<Field> fields;
        std::vector<TextDiffModel::Row> lines;
    };

    using Widths = std::pair<int, int>; // of fields' names and old values, in pixels

    [[nodiscard]] static Outcome compared(const Texts &texts, const std::stop_token &stop);
    void cancel();
    void show(Outcome outcome);
    void fillFields(const Outcome &outcome);
    void fitFields();
    [[nodiscard]] Widths widths() const;
    void addField(const QString &field, const QString &oldText, const QString &newText);

    widgets::WorkBar *m_work;
    QTabWidget *m_tabs;
    QTableWidget *m_fields;
    TextDiffModel *m_model;
    QTableView *m_lines;
    int m_count = 0;
    std::optional<Widths> m_fitted; // by this; others are somebody's own
    editing::NewestRun<Texts, Outcome> m_run;
};

} // namespace gw::compare
