// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/completion.h"
#include "editing/diagnostics.h"
#include "editing/line_changes.h"
#include "editing/newest_run.h"
#include "spec/definition_schema.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QMenu;

namespace gw::widgets {

class Breadcrumb;
class CandidateList;
class CodeArea;
class FindBar;
class PointerBar;

// The text of a definition with all that helps to write it: problems, completion, help, changes
// against another text, the caret's path, find and replace. Thread: GUI.
class JsonEditor final : public QWidget {
    Q_OBJECT

public:
    explicit JsonEditor(spec::DefinitionSchema schema, QWidget *parent = nullptr);

    [[nodiscard]] CodeArea *area() const { return m_area; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::size_t caret() const; // in bytes
    void setCaret(std::size_t offset);
    // Steps of the letters' size above (or below) the usual one.
    [[nodiscard]] int zoomLevel() const;
    void setZoomLevel(int level);
    // The line at the top.
    [[nodiscard]] int topLine() const;
    void setTopLine(int line);
    [[nodiscard]] QJsonArray folds() const; // see CodeArea
    void setFolds(const QJsonArray &lines);
    void setName(const QString &name);  // for accessibility: what the text is
    void setRoot(const QString &name);  // what the caret's path begins with
    void load(const std::string &text); // begins a new undo history
    // The smallest change that makes the text this one, as one step of undo.
    void replaceBy(const std::string &text);
    void apply(const editing::TextEdit &edit); // one step of undo

    void setSources(editing::CompletionSources sources) { m_sources = std::move(sources); }
    void setDiagnostics(std::vector<editing::Diagnostic> diagnostics);
    [[nodiscard]] const std::vector<editing::Diagnostic> &diagnostics() const
    {
        return m_diagnostics;
    }
    // The mending of the first error that has one; null when there is none, or the text is not
    // judged yet.
    [[nodiscard]] const editing::QuickFix *firstFix() const;
    // One step of undo. False where it is not a fix of this text: it stays as it is.
    bool mend(const editing::QuickFix &fix);
    // What the bars in the gutter compare with: the text that is served.
    void setReference(std::string text);

    [[nodiscard]] std::string caretPointer() const;
    // False when there is nothing there, or the text is no JSON.
    bool goToPointer(const std::string &pointer);
    [[nodiscard]] int lineCount() const;
    void goToLine(int line);         // the first is 1
    void goToProblem(int direction); // 1: next, -1: previous

public Q_SLOTS:
    void undo();
    void redo();
    void showFind();
    void showReplace();
    void showCandidates();
    void showFixes();
    void askForPointer();
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void prettify();
    void minify();
    void selectNextOccurrence();

Q_SIGNALS:
    void edited();
    void caretPointerChanged(const std::string &pointer);
    void caretMoved(); // also within a value; after a moment
    void zoomed();
    void folded();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void connectPointerBar();
    void explain(std::size_t offset, const QPoint &at);
    void refreshMarks();
    void showMarks(const std::vector<editing::LineMark> &marks);
    void fillFixes(QMenu &menu);
    [[nodiscard]] std::vector<const editing::Diagnostic *> problemsAt(std::size_t offset) const;
    [[nodiscard]] std::vector<const editing::Diagnostic *> mendable() const;

    spec::DefinitionSchema m_schema;
    CodeArea *m_area;
    FindBar *m_findBar;
    PointerBar *m_pointerBar;
    std::size_t m_caretBefore = 0; // the pointer bar
    Breadcrumb *m_breadcrumb;
    CandidateList *m_candidates;
    editing::CompletionSources m_sources;
    std::vector<editing::Diagnostic> m_diagnostics;
    bool m_areOfThisText = true; // the diagnostics: places of fixes hold in the judged text only
    struct MarkedTexts {
        std::shared_ptr<const std::string> before;
        std::string after;
    };

    std::shared_ptr<const std::string> m_reference = std::make_shared<const std::string>();
    editing::NewestRun<MarkedTexts, std::vector<editing::LineMark>> m_marks;
    QTimer m_settle; // what follows a change or a move of the caret, after a moment
};

} // namespace gw::widgets
