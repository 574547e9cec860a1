// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/pretty_body.h"

#include "base/ascii.h"
#include "requests/exact_json.h"
#include "requests/json_indenter.h"
#include "requests/words.h"
#include "requests/xml_indenter.h"

#include <QByteArray>

#include <jsoncons/json.hpp>

#include <algorithm>
#include <optional>

namespace gw::requests {

namespace {

constexpr std::uint64_t kMaxHex = std::uint64_t{1} << 18;
constexpr std::size_t kHexRow = 16;

bool isText(const std::string &bytes)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return bytes.find('\0') == std::string::npos && view.isValidUtf8();
}

// A cut may have split the last character.
void dropPartialCharacter(std::string &text)
{
    for (int removed = 0; removed < 3 && !text.empty() && !isText(text); ++removed) {
        text.pop_back();
    }
}

ShownBody shownText(std::string bytes, bool isCut)
{
    if (isCut) {
        dropPartialCharacter(bytes);
    }
    if (isText(bytes)) {
        return {BodyForm::Text, std::move(bytes), isCut, {}};
    }
    const bool isLong = bytes.size() > kMaxHex;
    bytes.resize(std::min<std::size_t>(bytes.size(), kMaxHex));
    return {BodyForm::Binary, hexDump(bytes), isCut || isLong, {}};
}

// What is wrong with a JSON text; nothing when it is one.
std::optional<std::string> faultOf(std::string_view json)
{
    try {
        jsoncons::default_json_visitor nobody;
        jsoncons::json_parser parser(asSpelled());
        parser.update(json.data(), json.size());
        parser.parse_some(nobody);
        parser.finish_parse(nobody);
        parser.check_done();
    } catch (const jsoncons::ser_error &error) {
        return error.what();
    }
    return std::nullopt;
}

// The next line, without its end; it is taken away from the text.
std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Lines of JSON as they came.
ShownBody shownLines(std::string bytes)
{
    std::string note;
    std::string_view rest = bytes;
    for (int number = 1; !rest.empty() && note.empty(); ++number) {
        const std::string_view line = takeLine(rest);
        const auto fault = isBlank(line) ? std::nullopt : faultOf(line);
        if (fault) {
            note =
                said(Words::tr("Line %1 is not valid JSON: %2"), {std::to_string(number), *fault});
        }
    }
    ShownBody shown = shownText(std::move(bytes), false);
    if (shown.form == BodyForm::Text) {
        shown.form = BodyForm::Json;
        shown.note = std::move(note);
    }
    return shown;
}

ShownBody shownXml(std::string bytes, std::string_view contentType)
{
    const auto indented = indentedXml(bytes);
    if (indented) {
        return {BodyForm::Xml, *indented, false, {}};
    }
    ShownBody shown = shownText(std::move(bytes), false);
    shown.note = isXmlType(contentType) ? indented.error().text() : std::string();
    return shown;
}

} // namespace

bool isJsonType(std::string_view contentType)
{
    return lowerAscii(contentType).find("json") != std::string::npos;
}

bool looksLikeJsonLines(std::string_view text, std::string_view contentType)
{
    const std::string type = lowerAscii(contentType);
    if (type.find("ndjson") != std::string::npos || type.find("jsonl") != std::string::npos) {
        return true;
    }
    int count = 0;
    while (count < 2 && !text.empty()) {
        const std::string_view line = takeLine(text);
        if (!isBlank(line)) {
            if (faultOf(line)) {
                return false;
            }
            ++count;
        }
    }
    return count == 2;
}

bool looksLikeJson(std::string_view text, std::string_view contentType)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    return isJsonType(contentType) ||
           (start != std::string_view::npos && (text[start] == '{' || text[start] == '['));
}

std::string hexDump(std::string_view bytes, std::uint64_t first)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 5);
    for (std::size_t row = 0; row < bytes.size(); row += kHexRow) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            text += kDigits[((first + row) >> shift) & 15];
        }
        text += "  ";
        const std::string_view part = bytes.substr(row, kHexRow);
        for (std::size_t at = 0; at < kHexRow; ++at) {
            const auto code = at < part.size() ? static_cast<unsigned char>(part[at]) : 0;
            text +=
                at < part.size() ? std::string{kDigits[code >> 4], kDigits[code & 15], ' '} : "   ";
        }
        text += " |";
        for (const char letter : part) {
            text += letter >= 0x20 && letter < 0x7f ? letter : '.';
        }
        text += "|\n";
    }
    return text;
}

ShownBody rawBody(const ResponseBody &body, std::uint64_t maxBytes)
{
    auto bytes = body.read(0, maxBytes);
    if (!bytes) {
        return {BodyForm::Text, {}, false, bytes.error().text()};
    }
    return shownText(*std::move(bytes), body.size() > maxBytes);
}

ShownBody prettyBody(const ResponseBody &body, std::string_view contentType, std::uint64_t maxBytes)
{
    const bool isCut = body.size() > maxBytes;
    auto bytes = body.read(0, maxBytes);
    if (!bytes) {
        return {BodyForm::Text, {}, false, bytes.error().text()};
    }
    if (contentType.starts_with("image/") && !contentType.starts_with("image/svg") && !isCut) {
        return {BodyForm::Image, *std::move(bytes), false, {}};
    }
    const bool isJson = looksLikeJson(*bytes, contentType);
    if (!isCut && !isJson && looksLikeXml(*bytes, contentType) && isText(*bytes)) {
        return shownXml(*std::move(bytes), contentType);
    }
    if (!isJson || isCut) {
        return shownText(*std::move(bytes), isCut);
    }
    if (looksLikeJsonLines(*bytes, contentType)) {
        return shownLines(*std::move(bytes));
    }
    auto indented = indentedJson(*bytes);
    if (indented) {
        return {BodyForm::Json, *std::move(indented), false, {}};
    }
    ShownBody shown = shownText(*std::move(bytes), false);
    shown.note = isJsonType(contentType) ? indented.error().what : std::string();
    return shown;
}

Expected<std::string> indentedJson(std::string_view text)
{
    const std::size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    text.remove_prefix(mark);
    if (const auto fault = faultOf(text)) {
        return failure(said(Words::tr("Not valid JSON: %1"), {*fault}));
    }
    std::string indented;
    indented.reserve(2 * text.size());
    JsonIndenter().add(text, indented);
    return indented;
}

} // namespace gw::requests
