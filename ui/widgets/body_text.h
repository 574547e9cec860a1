// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/pretty_body.h"

#include <QHash>
#include <QPlainTextEdit>

namespace gw::widgets {

// A body as text, with marks behind some of its lines: "added by AddFooBarHeader". Marks are
// painted only, so that what is copied is the body. Thread: GUI.
class BodyText final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit BodyText(QWidget *parent = nullptr);

    void setBody(const QString &text, requests::BodyForm form);
    // By line, from 0.
    void setMarks(const QHash<int, QString> &marks);
    [[nodiscard]] const QHash<int, QString> &marks() const { return m_marks; }
    // The line that says `"name": ...` of a JSON object; -1 when there is none.
    [[nodiscard]] int lineOfMember(const QString &name) const;
    // Marks all places of the text and moves to the next one. Returns how many there are.
    int find(const QString &text, bool isBackwards);
    // Whether the text comes again after the caret.
    [[nodiscard]] bool hasNext(const QString &text) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QHash<int, QString> m_marks;
};

} // namespace gw::widgets
