// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/completion.h"
#include "widgets/code_language.h"

#include <QJsonArray>
#include <QWidget>

#include <functional>
#include <string>

namespace gw::widgets {

class CandidateList;
class CodeArea;
class FindBar;

// The text of a program, a request or a body, with find and replace, completion, and what a
// compiler says below its lines. Thread: GUI.
class SourceEditor final : public QWidget {
    Q_OBJECT

public:
    struct Mark {
        int line = 0; // the first is 1
        bool isError = false;
        QString text = {};
    };

    // fileName: says which language it is.
    explicit SourceEditor(const QString &fileName, QWidget *parent = nullptr);
    ~SourceEditor() override;

    void setName(const QString &name); // for accessibility: what the text is
    void setLanguage(CodeLanguage language);
    void setPlaceholder(const QString &text); // shown while there is no text
    void setTabLeaves(bool doesLeave);        // see CodeArea
    void setWraps(bool doesWrap);             // long lines, at words
    // What may stand at the caret. marks: the characters beside letters and digits whose typing
    // offers it.
    using Candidates =
        std::function<std::vector<editing::Candidate>(std::string_view text, std::size_t caret)>;
    void setCandidates(const std::string &marks, const Candidates &candidates);

    [[nodiscard]] std::string text() const;
    void load(const std::string &text);      // begins a new undo history
    void replaceBy(const std::string &text); // one step of undo; also where nobody may type
    void apply(const std::vector<editing::TextEdit> &edits); // see CodeArea
    void addStep(int step);                                  // see CodeArea
    void setReadOnly(bool isReadOnly);
    [[nodiscard]] std::size_t caret() const; // in bytes
    void setCaret(std::size_t offset);
    [[nodiscard]] int line() const; // of the caret; the first is 1
    [[nodiscard]] int lineCount() const;
    void goToLine(int line);
    void selectLine(int line); // without its end
    // Steps of the letters' size above (or below) the usual one.
    [[nodiscard]] int zoomLevel() const;
    void setZoomLevel(int level);
    [[nodiscard]] QJsonArray folds() const; // see CodeArea
    void setFolds(const QJsonArray &lines);
    void setMarks(const QList<Mark> &marks);
    [[nodiscard]] QString textBelow(int line) const; // what marks say there

public Q_SLOTS:
    void undo();
    void redo();
    void showFind();
    void showReplace();
    void showCandidates();
    void zoomIn();
    void zoomOut();
    void resetZoom();

Q_SIGNALS:
    void edited();
    void stepTaken(int step, bool isUndone);
    void folded();
    void zoomed();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    CodeArea *m_area;
    FindBar *m_find;
    CandidateList *m_candidates = nullptr;
};

} // namespace gw::widgets
