// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/text_diff_model.h"
#include "editing/newest_run.h"

#include <QWidget>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QTableView;

namespace gw::widgets {
class WorkBar;
}

namespace gw::compare {

// Two texts side by side, line by line, below what they are of. They are made and compared on
// another thread. Thread: GUI.
class CompareView final : public QWidget {
    Q_OBJECT

public:
    using Text = std::function<std::string()>; // Thread: any; has all that it needs

    explicit CompareView(QWidget *parent);

    void setHead(int side, const QString &words); // 0: the older one, at the left
    void say(const QString &words);               // above the lines
    // note: what else is to be known of them.
    void compare(Text before, Text after, const QString &note = {});
    [[nodiscard]] const TextDiffModel &model() const { return *m_model; }

private:
    struct Texts {
        Text before;
        Text after;
    };
    using Rows = std::vector<TextDiffModel::Row>;

    [[nodiscard]] static Rows compared(const Texts &texts, const std::stop_token &stop);
    void start();
    void cancel();
    void showRows(std::optional<Rows> rows);

    TextDiffModel *m_model;
    QTableView *m_lines;
    QLabel *m_summary;
    QPushButton *m_again;
    widgets::WorkBar *m_work;
    QString m_note;
    Texts m_texts;
    std::array<QLabel *, 2> m_heads{};
    editing::NewestRun<Texts, Rows> m_run;
};

} // namespace gw::compare
