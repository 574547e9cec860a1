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

// The first place that has so many letters before it.
int behindInk(QStringView text, qsizetype count)
{
    qsizetype at = 0;
    for (; at < text.size() && count > 0; ++at) {
        count -= text[at].isSpace() ? 0 : 1;
    }
    return static_cast<int>(at);
}

// The last one.
int beforeInk(QStringView text, qsizetype count)
{
    qsizetype at = behindInk(text, count);
    while (at < text.size() && text[at].isSpace()) {
        ++at;
    }
    return static_cast<int>(at);
}

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

qsizetype inkOf(QStringView text)
{
    return std::ranges::count_if(text, [](QChar letter) { return !letter.isSpace(); });
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

// Where the end is shown it stays in sight, as when a note appears above.
void BodyText::resizeEvent(QResizeEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    const bool isAtEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    QPlainTextEdit::resizeEvent(event);
    if (isAtEnd) {
        bar->setValue(bar->maximum());
    }
}

BodyText::Places BodyText::mark(const QString &text)
{
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
    const QString whole = toPlainText();
    const QTextCursor selected = textCursor();
    const bool isOne = selected.selectedText().compare(text, Qt::CaseInsensitive) == 0;
    return {isOne ? countOf(whole, text, selected.selectionEnd()) : 0,
            countOf(whole, text, whole.size())};
}

BodyText::Places BodyText::find(const QString &text, From from)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(from == From::Here ? cursor.selectionStart() : cursor.selectionEnd());
    setTextCursor(cursor); // what was found before is not it
    if (!text.isEmpty() && !QPlainTextEdit::find(text)) {
        cursor.movePosition(QTextCursor::Start);
        cursor = document()->find(text, cursor);
        if (!cursor.isNull()) {
            setTextCursor(cursor);
        }
    }
    return mark(text);
}

BodyText::Place BodyText::place() const
{
    const QString whole = toPlainText();
    const auto rank = [&whole](int position) {
        return inkOf(QStringView(whole).first(position));
    };
    const QScrollBar *bar = verticalScrollBar();
    const QTextCursor cursor = textCursor();
    return {rank(cursorForPosition({0, 0}).position()), rank(cursor.selectionStart()),
            rank(cursor.selectionEnd()), bar->maximum() > 0 && bar->value() == bar->maximum()};
}

void BodyText::goTo(const Place &place)
{
    const QString whole = toPlainText();
    QTextCursor cursor = textCursor();
    cursor.setPosition(beforeInk(whole, place.begin));
    if (place.end > place.begin) {
        cursor.setPosition(behindInk(whole, place.end), QTextCursor::KeepAnchor);
    }
    setTextCursor(cursor);
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(place.isAtEnd
                      ? bar->maximum()
                      : document()->findBlock(beforeInk(whole, place.top)).firstLineNumber());
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
