// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QWidget>

#include <string>

namespace gw::widgets {

class CodeArea;
class FindBar;

// The text of a program, with find and replace and what a compiler says below its lines.
// Thread: GUI.
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

    [[nodiscard]] std::string text() const;
    void load(const std::string &text);      // begins a new undo history
    void replaceBy(const std::string &text); // one step of undo; also where nobody may type
    void setReadOnly(bool isReadOnly);
    [[nodiscard]] std::size_t caret() const; // in bytes
    void setCaret(std::size_t offset);
    [[nodiscard]] int line() const; // of the caret; the first is 1
    [[nodiscard]] int lineCount() const;
    void goToLine(int line);
    [[nodiscard]] QJsonArray folds() const; // see CodeArea
    void setFolds(const QJsonArray &lines);
    void setMarks(const QList<Mark> &marks);
    [[nodiscard]] QString textBelow(int line) const; // what marks say there

public Q_SLOTS:
    void undo();
    void redo();
    void showFind();
    void showReplace();

Q_SIGNALS:
    void edited();
    void folded();

private:
    CodeArea *m_area;
    FindBar *m_find;
};

} // namespace gw::widgets
