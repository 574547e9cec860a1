// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/template_text.h"

#include "base/ascii.h"
#include "requests/text_cursor.h"

#include <QUuid>

#include <algorithm>
#include <charconv>

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
        return cursor.fail("A code point is spelled \\u{41}");
    }
    const auto digits = cursor.takeThrough("}");
    if (!digits) {
        return tl::unexpected(digits.error());
    }
    std::uint32_t code = 0;
    const auto end = std::from_chars(digits->data(), digits->data() + digits->size(), code, 16);
    if (end.ec != std::errc() || end.ptr != digits->data() + digits->size() || code > 0x10FFFF) {
        return cursor.fail("No code point: " + std::string(*digits));
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
    case '/':
    case '#':
    case ':':
    case '`':
    case '{':
        out += cursor.peek();
        break;
    default:
        return cursor.fail(std::string("Unknown escape \\") + cursor.peek(),
                           "Write \\\\ for a backslash");
    }
    cursor.take();
    return {};
}

Expected<void> appendVariable(TextCursor &cursor, const Variables &variables, std::string &out)
{
    cursor.take(kOpen);
    const auto name = cursor.takeThrough(kClose);
    if (!name) {
        return tl::unexpected(name.error());
    }
    auto value = valueOfPlaceholder(trimmed(*name), variables);
    if (!value) {
        return tl::unexpected(value.error());
    }
    out += toText(*value);
    return {};
}

std::string escaped(std::string_view plain, std::string_view marks)
{
    std::string out;
    for (const char letter : plain) {
        if (letter == '\n') {
            out += "\\n";
        } else if (letter == '\r') {
            out += "\\r";
        } else if (letter == '\t') {
            out += "\\t";
        } else {
            if (marks.find(letter) != std::string_view::npos) {
                out += '\\';
            }
            out += letter;
        }
    }
    return out;
}

} // namespace

Expected<std::string> expand(std::string_view spelled, Spelling spelling,
                             const Variables &variables)
{
    TextCursor cursor(spelled);
    std::string out;
    while (!cursor.isAtEnd()) {
        Expected<void> done;
        if (cursor.rest().starts_with(kOpen)) {
            done = appendVariable(cursor, variables, out);
        } else if (cursor.peek() == '\\' && spelling == Spelling::Escaped) {
            done = appendEscape(cursor, out);
        } else {
            out += cursor.take();
        }
        if (!done) {
            return tl::unexpected(done.error());
        }
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
        return failure("The variable " + std::string(name) + " has no value", {},
                       "Give it one in the environment or with --variable " + std::string(name) +
                           "=...");
    }
    return found->second;
}

std::vector<std::string> variablesIn(std::string_view spelled)
{
    std::vector<std::string> names;
    std::size_t at = 0;
    while ((at = spelled.find(kOpen, at)) != std::string_view::npos) {
        at += kOpen.size();
        const std::size_t end = spelled.find(kClose, at);
        if (end == std::string_view::npos) {
            break;
        }
        std::string name(trimmed(spelled.substr(at, end - at)));
        if (!isFunction(name) && std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
        at = end;
    }
    return names;
}

std::string spellValue(std::string_view plain)
{
    std::string spelled = escaped(plain, "\\#");
    if (spelled.ends_with(' ')) {
        spelled.replace(spelled.size() - 1, 1, "\\u{20}"); // else it would be taken for layout
    }
    if (spelled.starts_with(' ')) {
        spelled.replace(0, 1, "\\u{20}");
    }
    return spelled;
}

std::string spellName(std::string_view plain)
{
    std::string spelled;
    for (const char letter : escaped(plain, "\\#:")) {
        spelled += letter == ' ' ? std::string("\\u{20}") : std::string(1, letter);
    }
    return spelled;
}

std::string editableText(std::string_view spelled)
{
    // A variable stands for itself.
    Variables variables;
    for (const std::string &name : variablesIn(spelled)) {
        variables[name] = Value{std::string(kOpen) + name + std::string(kClose)};
    }
    for (const char *function : {"newUuid", "newDate"}) {
        const std::string mark = std::string(kOpen) + function + std::string(kClose);
        if (spelled.find(mark) != std::string_view::npos) {
            return std::string(spelled);
        }
    }
    auto text = expand(spelled, Spelling::Escaped, variables);
    return text ? *std::move(text) : std::string(spelled);
}

} // namespace gw::requests
