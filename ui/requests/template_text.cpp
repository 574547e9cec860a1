// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/template_text.h"

#include "base/ascii.h"
#include "requests/json_value.h"
#include "requests/text_cursor.h"
#include "requests/words.h"

#include <QUuid>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gw::requests {

namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

bool isFunction(std::string_view name)
{
    return name == "newUuid" || name == "newDate";
}

void appendUtf8(std::uint32_t code, std::string &out)
{
    const char32_t letter = code;
    out += QString::fromUcs4(&letter, 1).toStdString();
}

// Reads `u{1F600}` behind the backslash.
Expected<void> appendCodePoint(TextCursor &cursor, std::string &out)
{
    cursor.take();
    if (!cursor.take("{")) {
        return cursor.fail(said(Words::tr("A code point is spelled %1"), {"\\u{41}"}));
    }
    const auto digits = cursor.takeThrough("}");
    if (!digits) {
        return tl::unexpected(digits.error());
    }
    std::uint32_t code = 0;
    const auto end = std::from_chars(digits->data(), digits->data() + digits->size(), code, 16);
    if (end.ec != std::errc() || end.ptr != digits->data() + digits->size() || code > 0x10FFFF) {
        return cursor.fail(said(Words::tr("No code point: %1"), {*digits}));
    }
    appendUtf8(code, out);
    return {};
}

Expected<void> appendEscape(TextCursor &cursor, std::string &out)
{
    cursor.take();
    switch (cursor.peek()) {
    case 'n':
        out += '\n';
        break;
    case 'r':
        out += '\r';
        break;
    case 't':
        out += '\t';
        break;
    case 'b':
        out += '\b';
        break;
    case 'f':
        out += '\f';
        break;
    case 'u':
        return appendCodePoint(cursor, out);
    case '"':
    case '\\':
    case ';': // of files' names
    case ' ':
    case '/':
    case '#':
    case ':':
    case '`':
    case '{':
        out += cursor.peek();
        break;
    default:
        return cursor.fail(
            said(Words::tr("Unknown escape %1"), {std::string("\\") + cursor.peek()}),
            said(Words::tr("Write %1 for a backslash"), {"\\\\"}));
    }
    cursor.take();
    return {};
}

// A text between variables, or what stands between {{ and }}.
struct Piece {
    enum class Kind : std::uint8_t { Text, Variable, VariableInQuotes };

    Kind kind = Kind::Text;
    std::string text; // escapes resolved
};

// Fails for an escape that is none and for {{ without }}.
Expected<std::vector<Piece>> piecesOf(std::string_view spelled, Spelling spelling)
{
    TextCursor cursor(spelled);
    std::vector<Piece> pieces;
    bool isInQuotes = false;
    const auto text = [&pieces]() -> std::string & {
        if (pieces.empty() || pieces.back().kind != Piece::Kind::Text) {
            pieces.emplace_back();
        }
        return pieces.back().text;
    };
    while (!cursor.isAtEnd()) {
        if (cursor.take(kOpen)) {
            const auto name = cursor.takeThrough(kClose);
            if (!name) {
                return tl::unexpected(name.error());
            }
            pieces.push_back({isInQuotes ? Piece::Kind::VariableInQuotes : Piece::Kind::Variable,
                              std::string(*name)});
        } else if (cursor.peek() == '\\' && spelling == Spelling::Escaped) {
            if (auto done = appendEscape(cursor, text()); !done) {
                return tl::unexpected(done.error());
            }
        } else {
            if (spelling == Spelling::Json && cursor.peek() == '\\' && cursor.peek(1) != '\0') {
                text() += cursor.take(); // what it escapes ends no string
            } else if (cursor.peek() == '"') {
                isInQuotes = !isInQuotes;
            }
            text() += cursor.take();
        }
    }
    return pieces;
}

Expected<std::string> valueFor(const Piece &piece, Spelling spelling, const Variables &variables)
{
    const std::string_view name = trimmed(piece.text);
    const auto value = valueOfPlaceholder(name, variables);
    if (!value) {
        return tl::unexpected(value.error());
    }
    std::string text = toText(*value);
    if (spelling != Spelling::Json) {
        return text;
    }
    if (piece.kind == Piece::Kind::VariableInQuotes) {
        const std::string quoted = jsonQuoted(text);
        return quoted.substr(1, quoted.size() - 2);
    }
    if (!valueOfJson(text)) {
        return failure(said(Words::tr("The value of %1 is a text, not JSON"), {name}), {},
                       said(Words::tr("Put the variable between quotes: %1"),
                            {"\"{{" + std::string(name) + "}}\""}));
    }
    return text;
}

std::size_t runOf(char letter, std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(letter, at), text.size()) - at;
}

// "{{" as letters: no brace but the last one stands as it is.
std::string spelledBraces(std::size_t count)
{
    std::string text;
    for (std::size_t at = 1; at < count; ++at) {
        text += "\\u{7b}";
    }
    return text + "{";
}

std::string escapedLetter(char letter, std::string_view marks)
{
    switch (letter) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return marks.find(letter) == std::string_view::npos ? std::string(1, letter)
                                                            : std::string("\\") + letter;
    }
}

std::string escaped(std::string_view plain, std::string_view marks, Braces braces)
{
    std::string out;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t slashes = runOf('\\', plain, at);
        const std::size_t count = runOf('{', plain, at + slashes);
        if (count < 2) {
            out += escapedLetter(plain[at], marks);
            ++at;
            continue;
        }
        const bool isLetters = braces == Braces::Letters || slashes % 2 == 1;
        const std::size_t kept = braces == Braces::Letters ? slashes : slashes / 2;
        for (std::size_t slash = 0; slash < kept; ++slash) {
            out += "\\\\";
        }
        at += slashes;
        // A variable is copied as it stands.
        const std::size_t end =
            isLetters ? at + count : std::min(plain.find(kClose, at), plain.size());
        out += isLetters ? spelledBraces(count) : std::string(plain.substr(at, end - at));
        at = end;
    }
    return out;
}

// A text between variables as a person edits it; no value for a brace right before a variable,
// which no field could tell from the variable's own.
std::optional<std::string> editable(std::string_view text, bool isBeforeVariable)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t slashes = runOf('\\', text, at);
        const std::size_t count = runOf('{', text, at + slashes);
        const bool isLast = at + slashes + count == text.size() && isBeforeVariable;
        if (isLast && count > 0) {
            return std::nullopt;
        }
        const std::size_t shown = count > 1 ? 2 * slashes + 1 : isLast ? 2 * slashes : slashes;
        out.append(shown, '\\').append(count, '{');
        at += slashes + count;
        if (slashes + count == 0) {
            out += text[at++];
        }
    }
    return out;
}

} // namespace

Expected<std::string> expand(std::string_view spelled, Spelling spelling,
                             const Variables &variables)
{
    const auto pieces = piecesOf(spelled, spelling);
    if (!pieces) {
        return tl::unexpected(pieces.error());
    }
    std::string out;
    for (const Piece &piece : *pieces) {
        if (piece.kind == Piece::Kind::Text) {
            out += piece.text;
            continue;
        }
        const auto value = valueFor(piece, spelling, variables);
        if (!value) {
            return tl::unexpected(value.error());
        }
        out += *value;
    }
    return out;
}

Expected<Value> valueOfPlaceholder(std::string_view name, const Variables &variables)
{
    if (name == "newUuid") {
        return Value{QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()};
    }
    if (name == "newDate") {
        return Value{Date{std::chrono::system_clock::now()}};
    }
    const auto found = variables.find(name);
    if (found == variables.end()) {
        return failure(
            said(Words::tr("The variable %1 has no value"), {name}), {},
            said(Words::tr("Give it one in the environment or with --variable %1=..."), {name}));
    }
    return found->second;
}

std::vector<std::string> variablesIn(std::string_view spelled, Spelling spelling)
{
    std::vector<std::string> names;
    const auto pieces = piecesOf(spelled, spelling);
    for (const Piece &piece : pieces ? *pieces : std::vector<Piece>()) {
        std::string name(trimmed(piece.text));
        if (piece.kind != Piece::Kind::Text && !isFunction(name) &&
            std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

std::string spellValue(std::string_view plain, Braces braces)
{
    std::string spelled = escaped(plain, "\\#", braces);
    if (spelled.ends_with(' ')) {
        spelled.replace(spelled.size() - 1, 1, "\\u{20}"); // else it would be taken for layout
    }
    if (spelled.starts_with(' ')) {
        spelled.replace(0, 1, "\\u{20}");
    }
    return spelled;
}

std::string spellName(std::string_view plain, Braces braces)
{
    std::string spelled;
    for (const char letter : escaped(plain, "\\#:", braces)) {
        spelled += letter == ' ' ? std::string("\\u{20}") : std::string(1, letter);
    }
    return spelled;
}

std::string spellQuoted(std::string_view plain, Braces braces)
{
    return "`" + escaped(plain, "\\`#", braces) + "`";
}

std::string editableText(std::string_view spelled)
{
    const auto pieces = piecesOf(spelled, Spelling::Escaped);
    std::string out;
    for (std::size_t at = 0; pieces && at < pieces->size(); ++at) {
        const Piece &piece = (*pieces)[at];
        if (piece.kind != Piece::Kind::Text) {
            out.append(kOpen).append(piece.text).append(kClose);
            continue;
        }
        const auto text = editable(piece.text, at + 1 < pieces->size());
        if (!text) {
            return std::string(spelled);
        }
        out += *text;
    }
    return pieces ? out : std::string(spelled);
}

} // namespace gw::requests
