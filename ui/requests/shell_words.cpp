// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/shell_words.h"

#include "requests/text_cursor.h"
#include "requests/words.h"

#include <QByteArrayView>
#include <QString>

#include <algorithm>
#include <charconv>

namespace gw::requests {

namespace {

bool isSpace(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

// Up to `count` digits behind \x, \u or a \ of an octal number.
std::uint32_t takeDigits(TextCursor &cursor, int base, int count)
{
    std::string digits;
    while (static_cast<int>(digits.size()) < count) {
        std::uint32_t digit = 0;
        const char letter = cursor.peek();
        if (std::from_chars(&letter, &letter + 1, digit, base).ec != std::errc()) {
            break;
        }
        digits += cursor.take();
    }
    std::uint32_t code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
    return code;
}

std::string utf8(std::uint32_t code)
{
    const char32_t letter = code;
    return QString::fromUcs4(&letter, 1).toStdString();
}

// An escape of $'..', behind its backslash.
std::string ansiEscape(TextCursor &cursor)
{
    constexpr std::string_view kLetters = "abefnrtvE";
    constexpr std::string_view kCodes = "\a\b\x1b\f\n\r\t\v\x1b";
    const char letter = cursor.peek();
    if (letter >= '0' && letter <= '7') {
        return {static_cast<char>(takeDigits(cursor, 8, 3))};
    }
    cursor.take();
    if (letter == 'x') {
        return {static_cast<char>(takeDigits(cursor, 16, 2))};
    }
    if (letter == 'u' || letter == 'U') {
        return utf8(takeDigits(cursor, 16, letter == 'u' ? 4 : 8));
    }
    const std::size_t at = kLetters.find(letter);
    return {at == std::string_view::npos ? letter : kCodes[at]};
}

// Reads word by word.
class ShellReader final {
public:
    // isCmd: of Windows; $ and ` are letters as any other there.
    ShellReader(std::string_view command, bool isCmd)
        : m_cursor(command)
        , m_isCmd(isCmd)
    {
    }

    Expected<std::vector<std::string>> read();

private:
    bool skipSpace();
    [[nodiscard]] bool isCommand() const;
    Expected<void> readPiece();
    Expected<void> readSingle();
    Expected<void> readDouble();
    Expected<void> readAnsi();

    TextCursor m_cursor;
    bool m_isCmd;
    std::string m_word;
};

// False when a comment, an operator or the end comes.
bool ShellReader::skipSpace()
{
    while (!m_cursor.isAtEnd()) {
        if (m_cursor.take("\\\n") || m_cursor.take("\\\r\n") || m_cursor.take("^\n") ||
            m_cursor.take("^\r\n")) {
            continue;
        }
        if (!isSpace(m_cursor.peek())) {
            break;
        }
        m_cursor.take();
    }
    return !m_cursor.isAtEnd() && (isCommand() || std::string_view("#|;&><").find(
                                                      m_cursor.peek()) == std::string_view::npos);
}

// $(..), `..` and <(..): what a shell would have to run.
bool ShellReader::isCommand() const
{
    const std::string_view rest = m_cursor.rest();
    return !m_isCmd && (rest.starts_with("$(") || rest.starts_with('`') || rest.starts_with("<("));
}

Expected<std::vector<std::string>> ShellReader::read()
{
    std::vector<std::string> words;
    while (skipSpace()) {
        m_word.clear();
        while (!m_cursor.isAtEnd() && !isSpace(m_cursor.peek()) &&
               (isCommand() ||
                std::string_view("|;&><").find(m_cursor.peek()) == std::string_view::npos)) {
            if (auto piece = readPiece(); !piece) {
                return tl::unexpected(piece.error());
            }
        }
        words.push_back(m_word);
    }
    return words;
}

Expected<void> ShellReader::readPiece()
{
    if (m_cursor.take("$'")) {
        return readAnsi();
    }
    if (m_cursor.take("'")) {
        return readSingle();
    }
    if (m_cursor.take("$\"") || m_cursor.take("\"")) {
        return readDouble();
    }
    if (m_cursor.take("\\\n") || m_cursor.take("\\\r\n") || m_cursor.take("^\n") ||
        m_cursor.take("^\r\n")) {
        return {};
    }
    if (isCommand()) {
        return m_cursor.fail(said(Words::tr("The command runs another one")),
                             said(Words::tr("Put its result in instead")));
    }
    if (m_cursor.peek() == '\\') {
        m_cursor.take();
    }
    m_word += m_cursor.take();
    return {};
}

Expected<void> ShellReader::readSingle()
{
    const auto text = m_cursor.takeThrough("'");
    if (!text) {
        return tl::unexpected(text.error());
    }
    m_word += *text;
    return {};
}

Expected<void> ShellReader::readDouble()
{
    while (m_cursor.peek() != '"') {
        if (m_cursor.isAtEnd()) {
            return m_cursor.fail(said(Words::tr("The closing %1 is missing"), {"\""}));
        }
        if (m_cursor.take("\\\n")) {
            continue;
        }
        const bool isEscape =
            m_cursor.peek() == '\\' && m_cursor.peek(1) != '\0' &&
            std::string_view("\"\\$`").find(m_cursor.peek(1)) != std::string_view::npos;
        if (isEscape) {
            m_cursor.take();
        } else if (isCommand() && m_cursor.peek() != '<') {
            return m_cursor.fail(said(Words::tr("The command runs another one")),
                                 said(Words::tr("Put its result in instead")));
        }
        m_word += m_cursor.take();
    }
    m_cursor.take();
    return {};
}

Expected<void> ShellReader::readAnsi()
{
    while (m_cursor.peek() != '\'') {
        if (m_cursor.isAtEnd()) {
            return m_cursor.fail(said(Words::tr("The closing %1 is missing"), {"'"}));
        }
        if (m_cursor.take("\\")) {
            m_word += ansiEscape(m_cursor);
        } else {
            m_word += m_cursor.take();
        }
    }
    m_cursor.take();
    return {};
}

} // namespace

namespace {

// Whether a word begins with ^" outside of quotes, as in what browsers copy for cmd.exe.
bool isCmdCommand(std::string_view command)
{
    char quote = '\0';
    for (std::size_t at = 0; at < command.size(); ++at) {
        const char letter = command[at];
        if (quote != '\0') {
            quote = letter == quote ? '\0' : quote;
        } else if (letter == '\\') {
            ++at;
        } else if (letter == '\'' || letter == '"') {
            quote = letter;
        } else if (at > 0 && isSpace(command[at - 1]) && command.substr(at).starts_with("^\"")) {
            return true;
        }
    }
    return false;
}

// What cmd.exe hands on: the letter behind each caret; of a line end behind one nothing, but the
// one that may follow it.
std::string withoutCarets(std::string_view command)
{
    const auto lineEndAt = [&command](std::size_t at) -> std::size_t {
        const std::string_view rest = command.substr(at);
        return rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
    };
    std::string text;
    for (std::size_t at = 0; at < command.size();) {
        if (command[at] != '^') {
            text += command[at++];
            continue;
        }
        ++at;
        if (const std::size_t end = lineEndAt(at); end > 0) {
            at += end;
            const std::size_t second = lineEndAt(at);
            text += second > 0 ? "\n" : "";
            at += second;
        } else if (at < command.size()) {
            text += command[at++];
        }
    }
    return text;
}

} // namespace

Expected<std::vector<std::string>> splitShellWords(std::string_view command)
{
    if (isCmdCommand(command)) {
        const std::string text = withoutCarets(command);
        return ShellReader(text, true).read();
    }
    return ShellReader(command, false).read();
}

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

bool isControl(char letter)
{
    return static_cast<unsigned char>(letter) < 0x20;
}

// Text that '..' can hold as it is and that survives a clipboard.
bool isPlainText(std::string_view text)
{
    const QByteArrayView raw(text.data(), static_cast<qsizetype>(text.size()));
    return raw.isValidUtf8() && std::ranges::none_of(text, [](char letter) {
               return isControl(letter) && letter != '\n' && letter != '\t';
           });
}

std::string ansiQuoted(std::string_view bytes)
{
    std::string text = "$'";
    for (const char letter : bytes) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '\'' || letter == '\\') {
            text += std::string("\\") + letter;
        } else if (code < 0x20 || code > 0x7e) {
            text += std::string("\\x") + kHexDigits[code >> 4] + kHexDigits[code & 15];
        } else {
            text += letter;
        }
    }
    return text + "'";
}

} // namespace

std::string shellQuoted(std::string_view text)
{
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "_-./:@%+=,";
    // zsh takes a word that begins with "=" for a program's name.
    if (!text.empty() && text.front() != '=' &&
        text.find_first_not_of(kPlain) == std::string_view::npos) {
        return std::string(text);
    }
    if (!isPlainText(text)) {
        return ansiQuoted(text);
    }
    std::string quoted = "'";
    for (const char letter : text) {
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return quoted + "'";
}

bool fitsIntoAWord(std::string_view bytes)
{
    constexpr std::size_t kLongest = 100'000; // Linux takes 128 KiB, quotes already undone
    return bytes.size() <= kLongest && bytes.find('\0') == std::string_view::npos;
}

std::string printfCommand(std::string_view bytes)
{
    constexpr std::string_view kStart = "printf '";
    std::string text(kStart);
    for (const char letter : bytes) {
        const auto code = static_cast<unsigned char>(letter);
        const bool looksLikeAnOption = letter == '-' && text.size() == kStart.size();
        if (letter == '%' || letter == '\\') {
            text += std::string(2, letter);
        } else if (code < 0x20 || code > 0x7e || letter == '\'' || looksLikeAnOption) {
            text +=
                {'\\', kHexDigits[code >> 6], kHexDigits[(code >> 3) & 7], kHexDigits[code & 7]};
        } else {
            text += letter;
        }
    }
    return text + "'";
}

} // namespace gw::requests
