// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QObject>
#include <QString>

#include <functional>
#include <string>

class QLabel;
class QPushButton;

namespace gw::window {

class Banner;

// The file whose text a page edits: what it holds, what others do to it, and, on the page's banner,
// whose text goes on. Thread: GUI.
class TextFile final : public QObject {
    Q_OBJECT

public:
    // Of the page; called until it goes.
    struct Editor {
        Banner &banner;
        std::function<Expected<std::string>(const QString &path)> read;
        std::function<std::string()> text;
        // Takes another text as one step of undo.
        std::function<void(const std::string &text)> replace;
    };

    TextFile(Editor editor, QObject *parent);

    // The page is to show what this returns. Fails, and says so, when the file cannot be read.
    [[nodiscard]] Expected<std::string> open(const QString &path);
    // As if it had been there: the page has its text from elsewhere.
    void assume(const QString &path, bool isGone);
    [[nodiscard]] const QString &path() const { return m_path; }
    // What the file holds, as far as is known.
    [[nodiscard]] const std::string &saved() const { return m_saved; }
    // Whether the text is other than that, or all that there is of a file that is gone.
    [[nodiscard]] bool isModified() const;

    // Somebody else may have written or removed the file: takes what it holds where the page has
    // nothing of its own, else asks.
    void follow();
    // Asks whose text goes on: the page's or theirs.
    void offer(const std::string &theirs);
    // Whether the file holds the text now. Not when it cannot be written, or holds what cannot be
    // read, and not while somebody else's text is asked about; the banner says so.
    bool save();

Q_SIGNALS:
    void changed(); // what is saved, or whether the file is there
    void written();

private:
    bool write();
    void noteGone();
    void take(const std::string &theirs);

    Editor m_editor;
    QString m_path;
    std::string m_saved;
    bool m_isGone = false;
};

// What stands above a text, the text below it.
struct TextParts {
    QLabel &told;        // of the file
    QPushButton &action; // the page's main one
    Banner *banner = nullptr;
    QWidget &text; // has the page's keyboard
};
void layOutText(QWidget &page, const TextParts &parts);
// Of a path or a state, which are secondary.
void dressToldOf(QLabel &told);

} // namespace gw::window
