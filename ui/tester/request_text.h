// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "editing/newest_run.h"

#include <QWidget>

#include <optional>
#include <string>

class QLabel;
class QPushButton;

namespace gw::widgets {
class SourceEditor;
}

namespace gw::tester {

// A Hurl file that cannot be read as requests, as the text that it is, with its fault below the
// line where it is. Thread: GUI; the text is judged on another one.
class RequestText final : public QWidget {
    Q_OBJECT

public:
    explicit RequestText(QWidget *parent);
    ~RequestText() override;

    // What the file holds. Begins a new undo history.
    void load(const std::string &saved);
    // Takes another text as one step of undo.
    void setText(const std::string &text);
    // The disk holds this text.
    void acknowledge(const std::string &onDisk);
    [[nodiscard]] const std::string &saved() const { return m_saved; }
    [[nodiscard]] widgets::SourceEditor &editor() const { return *m_editor; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isModified() const { return text() != m_saved; }

    [[nodiscard]] std::size_t caret() const;
    void setCaret(std::size_t offset);
    void goToLine(int line); // the first is 1

Q_SIGNALS:
    void edited();
    void saveWanted();

private:
    // Nothing: it can be read.
    using Fault = std::optional<Error>;

    void judge();
    void showFault(const std::optional<Fault> &fault);

    widgets::SourceEditor *m_editor;
    QLabel *m_status;
    QPushButton *m_save;
    std::string m_saved;
    bool m_isCaretFree = true; // the first fault draws it
    editing::NewestRun<std::string, Fault> m_judge;
};

} // namespace gw::tester
