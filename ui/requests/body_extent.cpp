// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/body_extent.h"

#include "requests/literal_reader.h"
#include "requests/words.h"

#include <QXmlStreamReader>

namespace gw::requests {

namespace {

bool isJsonWord(const TextCursor &cursor)
{
    const std::string_view line = cursor.restOfLine();
    if (line.find(':') != std::string_view::npos) {
        return false; // a name and its value
    }
    const char first = cursor.peek();
    return line.starts_with("true") || line.starts_with("false") || line.starts_with("null") ||
           first == '-' || (first >= '0' && first <= '9');
}

void skipJsonText(TextCursor &cursor)
{
    cursor.take();
    while (!cursor.isAtEnd() && cursor.peek() != '"') {
        if (cursor.take() == '\\') {
            cursor.take();
        }
    }
    cursor.take();
}

Expected<void> skipJson(TextCursor &cursor)
{
    const std::size_t begin = cursor.at();
    int depth = 0;
    while (!cursor.isAtEnd()) {
        const char letter = cursor.peek();
        if (letter == '"') {
            skipJsonText(cursor);
        } else if (letter == '{' || letter == '[') {
            ++depth;
            cursor.take();
        } else if (letter == '}' || letter == ']') {
            --depth;
            cursor.take();
        } else if (depth == 0) {
            cursor.takeWhile([](char c) { return c != '\n' && c != '#' && c != ' ' && c != '\r'; });
        } else {
            cursor.take();
        }
        if (depth <= 0) {
            return {};
        }
    }
    cursor.moveTo(begin);
    return cursor.fail(said(Words::tr("The JSON body is not closed")));
}

// Byte length of the first `letters` UTF-16 units of a text.
std::size_t byteLength(const QString &text, qint64 letters)
{
    return static_cast<std::size_t>(QStringView(text).first(letters).toUtf8().size());
}

Expected<void> skipXml(TextCursor &cursor)
{
    const QString text =
        QString::fromUtf8(cursor.rest().data(), static_cast<qsizetype>(cursor.rest().size()));
    QXmlStreamReader reader(text);
    int depth = 0;
    while (!reader.atEnd() && !reader.hasError()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : 0;
        if (token == QXmlStreamReader::EndElement && --depth == 0) {
            cursor.moveTo(cursor.at() + byteLength(text, reader.characterOffset()));
            return {};
        }
    }
    return cursor.fail(
        said(Words::tr("The XML body cannot be read: %1"), {reader.errorString().toStdString()}));
}

} // namespace

std::optional<BodyKind> bodyKindAt(const TextCursor &cursor)
{
    const std::string_view rest = cursor.rest();
    if (rest.starts_with("```")) {
        return BodyKind::Multiline;
    }
    if (rest.starts_with('`')) {
        return BodyKind::OneLine;
    }
    if (rest.starts_with("base64,")) {
        return BodyKind::Base64;
    }
    if (rest.starts_with("hex,")) {
        return BodyKind::Hex;
    }
    if (rest.starts_with("file,")) {
        return BodyKind::File;
    }
    if (rest.starts_with('<')) {
        return BodyKind::Xml;
    }
    const bool isPlaceholder = rest.starts_with("{{");
    if ((rest.starts_with('{') && !isPlaceholder) || rest.starts_with('[') ||
        rest.starts_with('"') || isJsonWord(cursor)) {
        return BodyKind::Json;
    }
    return std::nullopt;
}

Expected<void> skipBody(TextCursor &cursor, BodyKind kind)
{
    const auto ended = [](const auto &result) -> Expected<void> {
        return result ? Expected<void>() : tl::unexpected(result.error());
    };
    switch (kind) {
    case BodyKind::Json:
        return skipJson(cursor);
    case BodyKind::Xml:
        return skipXml(cursor);
    case BodyKind::Multiline:
        return ended(readMultiline(cursor));
    case BodyKind::OneLine:
        return ended(readLiteral(cursor));
    case BodyKind::Base64:
    case BodyKind::Hex:
        return ended(readBinary(cursor));
    case BodyKind::File:
        while (!cursor.isAtEnd() && cursor.peek() != ';') {
            cursor.take("\\"); // what it escapes ends nothing
            cursor.take();
        }
        return ended(cursor.takeThrough(";"));
    }
    return {};
}

} // namespace gw::requests
