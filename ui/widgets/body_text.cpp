// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/body_text.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/body_colors.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

constexpr qsizetype kMaxColored = qsizetype{256}
                                  << 10; // colours of longer texts cost too much time
constexpr int kMaxFound = 1000;

} // namespace

int countOf(const QString &whole, const QString &text, qsizetype end)
{
    int count = 0;
    for (qsizetype at = whole.indexOf(text, 0, Qt::CaseInsensitive);
         !text.isEmpty() && at >= 0 && at + text.size() <= end;
         at = whole.indexOf(text, at + text.size(), Qt::CaseInsensitive)) {
        ++count;
    }
    return count;
}

BodyText::BodyText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(look::fixedFont());
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    document()->setDocumentMargin(look::kGap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void BodyText::setBody(const QString &text, requests::BodyForm form)
{
    m_marks.clear();
    setExtraSelections({});
    delete document()->findChild<QSyntaxHighlighter *>();
    setPlainText(text);
    if (text.size() <= kMaxColored) {
        makeBodyColors(form, document());
    }
}

void BodyText::setMarks(const QHash<int, QString> &marks)
{
    m_marks = marks;
    viewport()->update();
    // What a plugin did is to be seen; who has scrolled is looking for something else.
    if (!marks.isEmpty() && verticalScrollBar()->value() == 0) {
        const QList<int> lines = marks.keys();
        const int first = *std::ranges::min_element(lines);
        const int shown = viewport()->height() / std::max(fontMetrics().lineSpacing(), 1);
        if (first >= shown - 1) {
            verticalScrollBar()->setValue(first - shown / 2); // counts lines
        }
    }
}

int BodyText::lineOfMember(const QString &name) const
{
    const QString start = u'"' + name + u"\":"_s;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.text().trimmed().startsWith(start, Qt::CaseInsensitive)) {
            return block.blockNumber();
        }
    }
    return -1;
}

void BodyText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) {
        return;
    }
    if (auto *colors = document()->findChild<QSyntaxHighlighter *>()) {
        colors->rehighlight();
    }
}

BodyText::Places BodyText::find(const QString &text, From from)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(from == From::Here ? cursor.selectionStart() : cursor.selectionEnd());
    setTextCursor(cursor); // what was found before is not it
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextCursor place = document()->find(text);
         !text.isEmpty() && !place.isNull() && marks.size() < kMaxFound;
         place = document()->find(text, place)) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = place;
        selection.format.setBackground(look::tokens().selection);
        marks.append(selection);
    }
    setExtraSelections(marks);
    if (marks.isEmpty()) {
        return {};
    }
    if (!QPlainTextEdit::find(text)) {
        moveCursor(QTextCursor::Start);
        QPlainTextEdit::find(text);
    }
    const QString whole = toPlainText();
    return {countOf(whole, text, textCursor().selectionEnd()), countOf(whole, text, whole.size())};
}

bool BodyText::hasNext(const QString &text) const
{
    return !document()->find(text, textCursor()).isNull();
}

void BodyText::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_marks.isEmpty()) {
        return;
    }
    QPainter painter(viewport());
    painter.setFont(look::secondaryFont());
    painter.setPen(look::tokens().plugin);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > viewport()->height()) {
            break;
        }
        const auto mark = m_marks.find(block.blockNumber());
        if (mark != m_marks.end()) {
            const qreal left =
                area.left() + fontMetrics().horizontalAdvance(block.text()) + 3 * look::kGap;
            painter.drawText(QRectF(left, area.top(), viewport()->width(), area.height()),
                             Qt::AlignVCenter | Qt::AlignLeft, u"\u2039 "_s + *mark);
        }
    }
}

} // namespace gw::widgets
