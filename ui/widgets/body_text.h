// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/pretty_body.h"

#include <QHash>
#include <QPlainTextEdit>

namespace gw::widgets {

// How often a text comes up to the end, whatever its case.
[[nodiscard]] int countOf(const QString &whole, const QString &text, qsizetype end);
// How many letters are no blanks.
[[nodiscard]] qsizetype inkOf(QStringView text);

// A body as text, with marks behind some of its lines: "added by AddFooBarHeader". Marks are
// painted only, so that what is copied is the body. Thread: GUI.
class BodyText : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit BodyText(QWidget *parent = nullptr);

    void setBody(const QString &text, requests::BodyForm form);
    // By line, from 0.
    void setMarks(const QHash<int, QString> &marks);
    [[nodiscard]] const QHash<int, QString> &marks() const { return m_marks; }
    // The line that says `"name": ...` of a JSON object; -1 when there is none.
    [[nodiscard]] int lineOfMember(const QString &name) const;
    // From the place that is selected: it stays where it still fits what is looked for.
    enum class From : std::uint8_t { Here, Behind };
    // How many places there are, and which of them is selected; 0: none.
    struct Places {
        int number = 0;
        int count = 0;
    };
    // Marks the places of the text and selects the next one.
    Places find(const QString &text, From from);
    // Marks them only: nothing moves.
    Places mark(const QString &text);
    // Whether the text comes again after the caret.
    [[nodiscard]] bool hasNext(const QString &text) const;
    // Where somebody reads, in letters that are no blanks: also of the same text with other blanks.
    struct Place {
        qsizetype top = 0;   // the first that is shown
        qsizetype begin = 0; // of what is selected
        qsizetype end = 0;
        bool isAtEnd = false; // the end is shown, of a text that has more than is shown
    };
    [[nodiscard]] Place place() const;
    void goTo(const Place &place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QHash<int, QString> m_marks;
};

} // namespace gw::widgets
