// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/source_editor.h"

#include <QWidget>

#include <string>
#include <vector>

namespace gw::request_form {

// A text of a request in an editor of code. The editor is made when the text is first shown: most
// open requests never show theirs. Lines end with '\n', and places are bytes. Tab leaves the text.
// Thread: GUI.
class CodeField final : public QWidget {
    Q_OBJECT

public:
    CodeField(const QString &name, widgets::CodeLanguage language, QWidget *parent);
    ~CodeField() override;

    void setLanguage(widgets::CodeLanguage language);
    void setPlaceholder(const QString &text);
    void setWraps(bool doesWrap);
    // See SourceEditor.
    void setCandidates(const std::string &marks, const widgets::SourceEditor::Candidates &source);

    [[nodiscard]] std::string text() const;
    // Begins a new undo history.
    void load(const std::string &text);
    // The smallest edit that makes the text this one, as one step of undo.
    void replaceBy(const std::string &text);
    // From the back to the front, as one step of undo.
    void apply(const std::vector<editing::TextEdit> &edits);
    [[nodiscard]] std::size_t caret() const;
    void setCaret(std::size_t offset);
    [[nodiscard]] int zoomLevel() const;
    void setZoomLevel(int level);
    // Makes it when there is none yet.
    [[nodiscard]] widgets::SourceEditor &editor();

Q_SIGNALS:
    void edited();
    void stepTaken(int step, bool isUndone); // see CodeArea
    void zoomed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void takePlaceInTabOrder();

    // What the editor is made from.
    struct Look {
        QString name;
        widgets::CodeLanguage language;
        QString placeholder = {};
        bool doesWrap = false;
        std::string marks = {};
        widgets::SourceEditor::Candidates candidates = {};
        std::size_t caret = 0;
        int zoomLevel = 0;
    };

    Look m_look;
    QWidget *m_place;                          // of the editor in the order of Tab
    std::string m_text;                        // while there is no editor
    widgets::SourceEditor *m_editor = nullptr; // the child
};

} // namespace gw::request_form
