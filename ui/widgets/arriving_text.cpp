// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/arriving_text.h"

#include <QScrollBar>
#include <QTextCursor>

#include <algorithm>

namespace gw::widgets {

namespace {

// Bytes that continue a letter whose beginning was left out.
qsizetype leadingRest(const QByteArray &bytes)
{
    const auto isRest = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    };
    return std::ranges::find_if_not(bytes, isRest) - bytes.begin();
}

} // namespace

ArrivingText::ArrivingText(QWidget *parent)
    : BodyText(parent)
{
    setUndoRedoEnabled(false);
    setLineWrapMode(WidgetWidth); // a line may be long, and its end is the newest
}

void ArrivingText::restart()
{
    clear();
    m_decoder.resetState();
    m_isText = true;
}

bool ArrivingText::add(const QByteArray &bytes, bool isCut)
{
    QByteArray whole = bytes;
    if (isCut) {
        clear();
        m_decoder.resetState();
        whole = bytes.sliced(leadingRest(bytes));
    }
    const QString text = m_decoder.decode(whole);
    m_isText = m_isText && !m_decoder.hasError() && !whole.contains('\0');
    if (!m_isText) {
        return false;
    }
    QScrollBar *bar = verticalScrollBar();
    const bool isFollowing = bar->value() == bar->maximum();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    if (const int count = document()->characterCount(); count > kMostLetters) {
        cursor.setPosition(0);
        cursor.setPosition(count - kMostLetters, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    if (isFollowing) {
        bar->setValue(bar->maximum());
    }
    return true;
}

} // namespace gw::widgets
