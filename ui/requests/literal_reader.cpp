// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/literal_reader.h"

#include "requests/words.h"
#include "spec/base64.h"

#include <algorithm>

namespace gw::requests {

namespace {

constexpr std::string_view kFence = "```";

bool endsNumber(char letter)
{
    return std::string_view("+-.eE0123456789").find(letter) == std::string_view::npos;
}

// A text up to an unescaped end mark, as it is spelled.
Expected<std::string> readUpTo(TextCursor &cursor, char mark)
{
    const std::size_t begin = cursor.at();
    while (!cursor.isAtEnd() && cursor.peek() != mark) {
        if (cursor.take() == '\\') {
            cursor.take();
        }
    }
    std::string text(cursor.from(begin));
    if (cursor.isAtEnd()) {
        cursor.moveTo(begin);
        return cursor.fail(said(Words::tr("The closing %1 is missing"), {std::string(1, mark)}));
    }
    cursor.take();
    return text;
}

Expected<Literal> readPlaceholder(TextCursor &cursor)
{
    cursor.take("{{");
    cursor.takeBlanks();
    Literal literal{Literal::Kind::Variable, {}, std::string(cursor.takeWord())};
    cursor.takeBlanks();
    if (literal.text.empty() || !cursor.take("}}")) {
        return cursor.fail(said(Words::tr("A variable is spelled {{name}}")));
    }
    return literal;
}

Expected<Literal> readRegex(TextCursor &cursor)
{
    cursor.take();
    auto text = readUpTo(cursor, '/');
    if (!text) {
        return tl::unexpected(text.error());
    }
    std::string pattern;
    for (std::size_t at = 0; at < text->size(); ++at) {
        at += text->substr(at).starts_with("\\/") ? 1 : 0;
        pattern += (*text)[at];
    }
    return Literal{Literal::Kind::Regex, {}, std::move(pattern)};
}

Expected<Literal> readFixed(TextCursor &cursor)
{
    const std::size_t begin = cursor.at();
    std::string_view word = cursor.takeWhile([](char letter) { return !endsNumber(letter); });
    if (word.empty()) {
        word = cursor.takeWord();
    }
    const Value value = valueOfWord(word);
    if (value.as<std::string>() != nullptr) {
        cursor.moveTo(begin);
        return cursor.fail(said(Words::tr("No value: %1"), {cursor.restOfLine()}),
                           said(Words::tr("Put text into double quotes")));
    }
    return Literal{Literal::Kind::Fixed, value, {}};
}

std::string withoutSpace(std::string_view text)
{
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char letter) {
        return letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t';
    });
    return out;
}

} // namespace

std::optional<std::string> decodedHex(std::string_view digits)
{
    const auto digitOf = [](char letter) {
        return std::string_view("0123456789abcdef")
            .find(static_cast<char>(letter >= 'A' && letter <= 'F' ? letter + 32 : letter));
    };
    std::string bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
        const auto high = digitOf(digits[at]);
        const auto low = digitOf(digits[at + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) {
            return std::nullopt;
        }
        bytes += static_cast<char>(high << 4 | low);
    }
    return digits.size() % 2 == 0 ? std::optional(bytes) : std::nullopt;
}

Expected<std::string> readBinary(TextCursor &cursor)
{
    const bool isHex = cursor.take("hex,");
    if (!isHex) {
        cursor.take("base64,");
    }
    const auto spelled = cursor.takeThrough(";");
    if (!spelled) {
        return tl::unexpected(spelled.error());
    }
    const std::string digits = withoutSpace(*spelled);
    auto bytes = isHex ? decodedHex(digits) : spec::decodedBase64(digits);
    if (!bytes) {
        return cursor.fail(
            said(isHex ? Words::tr("No hexadecimal digits") : Words::tr("Not base64")));
    }
    return *std::move(bytes);
}

Expected<Literal> readQuoted(TextCursor &cursor)
{
    if (cursor.peek() != '"') {
        return cursor.fail(said(Words::tr("A text in double quotes is expected here")));
    }
    cursor.take();
    auto text = readUpTo(cursor, '"');
    if (!text) {
        return tl::unexpected(text.error());
    }
    return Literal{Literal::Kind::Template, {}, *std::move(text)};
}

Expected<MultilineText> readMultiline(TextCursor &cursor)
{
    cursor.take(kFence);
    const auto whole = cursor.takeThrough(kFence);
    if (!whole) {
        return tl::unexpected(whole.error());
    }
    MultilineText text;
    const std::size_t lineEnd = whole->find('\n');
    if (lineEnd == std::string_view::npos) {
        text.content = *whole; // all on one line
        return text;
    }
    text.language = withoutSpace(whole->substr(0, lineEnd));
    text.content = whole->substr(lineEnd + 1);
    return text;
}

Expected<Literal> readLiteral(TextCursor &cursor)
{
    if (cursor.peek() == '"') {
        return readQuoted(cursor);
    }
    if (cursor.rest().starts_with("{{")) {
        return readPlaceholder(cursor);
    }
    if (cursor.peek() == '/') {
        return readRegex(cursor);
    }
    if (cursor.rest().starts_with(kFence)) {
        auto text = readMultiline(cursor);
        if (!text) {
            return tl::unexpected(text.error());
        }
        return Literal{Literal::Kind::Multiline, {}, std::move(text->content)};
    }
    if (cursor.peek() == '`') {
        cursor.take();
        auto text = readUpTo(cursor, '`');
        if (!text) {
            return tl::unexpected(text.error());
        }
        return Literal{Literal::Kind::Template, {}, *std::move(text)};
    }
    if (cursor.rest().starts_with("hex,") || cursor.rest().starts_with("base64,")) {
        auto bytes = readBinary(cursor);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        return Literal{Literal::Kind::Fixed, {Bytes{*std::move(bytes)}}, {}};
    }
    return readFixed(cursor);
}

} // namespace gw::requests
