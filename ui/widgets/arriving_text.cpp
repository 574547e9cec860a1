// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/arriving_text.h"

#include <QScrollBar>
#include <QTextCursor>

#include <algorithm>
#include <string_view>

namespace gw::widgets {

namespace {

constexpr qsizetype kLettersForASign = 10; // that a text has at least
constexpr char16_t kPictures = 0x2400;     // of the control characters

// Bytes that continue a letter of UTF-8 whose beginning was left out.
std::size_t leadingRest(std::string_view bytes)
{
    const auto isRest = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    };
    return static_cast<std::size_t>(std::ranges::find_if_not(bytes, isRest) - bytes.begin());
}

// Gives control characters a picture. How many there are, and bytes that are no letters.
qsizetype showSigns(QString &text)
{
    qsizetype signs = 0;
    for (QChar &letter : text) {
        const char16_t code = letter.unicode();
        const bool isControl = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
        signs += isControl || code == QChar::ReplacementCharacter ? 1 : 0;
        letter = isControl ? QChar(kPictures + code) : letter;
    }
    return signs;
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
    setExtraSelections({});
    m_charset.clear();
    m_decoder = QStringDecoder(QStringDecoder::Utf8);
    m_count = 0;
    m_signs = 0;
    m_droppedInk = 0;
    m_isText = false;
    m_isCut = false;
}

// One that is not known is read as UTF-8, as the whole body is.
void ArrivingText::setCharset(const std::string &charset)
{
    if (charset == m_charset) {
        return;
    }
    m_charset = charset;
    m_decoder = QStringDecoder(charset.c_str());
    if (!m_decoder.isValid()) {
        m_decoder = QStringDecoder(QStringDecoder::Utf8);
    }
}

bool ArrivingText::add(const requests::IncomingBody::Part &part)
{
    setCharset(part.charset);
    std::string_view bytes = part.bytes;
    if (part.isCut) {
        clear();
        m_isCut = true;
        m_decoder.resetState();
        bytes.remove_prefix(m_charset.empty() ? leadingRest(bytes) : 0);
    }
    QString text = m_decoder.decode(QByteArrayView(bytes));
    m_signs += showSigns(text);
    m_count += text.size();
    m_isText = m_isText || (m_count > 0 && m_signs * kLettersForASign <= m_count);
    append(text);
    return m_isText;
}

void ArrivingText::append(const QString &text)
{
    QScrollBar *bar = verticalScrollBar();
    const bool isFollowing = bar->value() == bar->maximum();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    if (const int count = document()->characterCount(); count > kMostLetters) {
        cursor.setPosition(0);
        cursor.setPosition(count - kMostLetters, QTextCursor::KeepAnchor);
        m_droppedInk += inkOf(cursor.selectedText());
        cursor.removeSelectedText();
    }
    if (isFollowing) {
        bar->setValue(bar->maximum());
    }
}

std::optional<BodyText::Place> ArrivingText::placeInAll() const
{
    if (m_isCut || !m_isText) {
        return std::nullopt;
    }
    Place there = place();
    there.top += m_droppedInk;
    there.begin += m_droppedInk;
    there.end += m_droppedInk;
    return there;
}

} // namespace gw::widgets
