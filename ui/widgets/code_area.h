// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/text_edit.h"
#include "widgets/bracket_pairs.h"
#include "widgets/code_language.h"

#include <QJsonArray>
#include <Qsci/qsciscintilla.h>

#include <string>
#include <vector>

namespace gw::widgets {

// A JSON text or a program that is edited: numbers, folding, brackets, indentation, several carets,
// zoom, in the console's colours. Places are bytes of the UTF-8 text, as in gw::editing. Thread:
// GUI.
class CodeArea final : public QsciScintilla {
    Q_OBJECT

public:
    // What stands beside a line.
    enum Marker : int { Added, Changed, Removed, ErrorMark, WarningMark };
    // What is drawn under a text.
    enum Indicator : int { ErrorLine = 8, WarningLine, NoteLine, Match };

    // In which style a text below a line is written.
    enum LineText : int { ErrorText = 140, WarningText };

    explicit CodeArea(CodeLanguage language, QWidget *parent = nullptr);

    void setLanguage(CodeLanguage language);
    // Shown while there is no text.
    void setPlaceholder(const QString &text);
    // Tab goes to the next widget, where else it indents.
    void setTabLeaves(bool doesLeave) { m_doesTabLeave = doesLeave; }
    // Begins a new undo history.
    void load(const std::string &text);
    [[nodiscard]] std::string content() const;
    [[nodiscard]] std::size_t size() const;

    // One step of undo each; the caret stays at its text.
    void apply(const editing::TextEdit &edit);
    void apply(const std::vector<editing::TextEdit> &edits); // from the back to the front

    // Puts something that is not of the text into the undo history; stepTaken() says when it is
    // undone or redone. step: not negative; the history forgets it with load().
    void addStep(int step);
    // As undo() and redo(), but the beginning of the caret's line stays in view where it fits.
    void undoStep();
    void redoStep();

    [[nodiscard]] std::size_t caret() const;
    void setCaret(std::size_t offset); // and scrolls to it
    void goToLine(int line);           // the first is 1; its beginning
    void select(std::size_t begin, std::size_t end);
    [[nodiscard]] editing::TextEdit selection() const; // its bounds and text

    // Lines, from 0, below which a block is hidden. They fit the text that they were asked of.
    [[nodiscard]] QJsonArray folds() const;
    void setFolds(const QJsonArray &lines);

    void clearIndicators(const std::vector<Indicator> &indicators);
    void underline(Indicator indicator, std::size_t begin, std::size_t end);
    [[nodiscard]] int lineOf(std::size_t offset) const;

    // For the list of candidates: text to show, one a line.
    void showList(const std::vector<std::string> &rows);

Q_SIGNALS:
    void edited();
    void stepTaken(int step, bool isUndone); // after the history has moved
    void caretMoved(std::size_t offset);
    void characterTyped(char character);
    void listChosen(const QByteArray &row);
    void restedOn(std::size_t offset, const QPoint &at); // the mouse; `at` in this widget
    void zoomed(int level);
    void folded(); // or unfolded, by a click

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum Margin : int { Numbers, Signs, Bars, Folds };

    void dress();
    void setUpMargins();
    void setUpEditing();
    void setUpIndentation();
    void leaveKeys();
    void markDirections();
    void connectSignals();
    void showLineStart();

    BracketPairs m_pairs{*this};
    CodeLanguage m_language;
    QsciLexer *m_lexer; // null for plain text
    QString m_placeholder;
    bool m_doesTabLeave = false;
};

} // namespace gw::widgets
