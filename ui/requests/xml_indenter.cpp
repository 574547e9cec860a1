// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/xml_indenter.h"

#include "base/ascii.h"
#include "requests/words.h"

#include <QString>
#include <QXmlStreamReader>

#include <algorithm>
#include <vector>

namespace gw::requests {

namespace {

constexpr std::size_t kDeepest = 64; // deeper elements are not moved further in

enum class XmlKind : std::uint8_t { Open, Close, Empty, Text, Other };

struct XmlPiece {
    XmlKind kind = XmlKind::Other;
    std::string_view text;
    std::size_t end = 0;  // of an opening tag: the piece that closes it
    bool isMixed = false; // of an opening tag: it holds text, and stays as it is
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Where the mark ends; the end of the text when there is none.
std::size_t behind(std::string_view text, std::string_view mark, std::size_t from)
{
    const std::size_t at = text.find(mark, from);
    return at == std::string_view::npos ? text.size() : at + mark.size();
}

// The end of a tag or a document type: a ">" that is in no quotes and no brackets.
std::size_t tagEnd(std::string_view text)
{
    char quote = '\0';
    int brackets = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (quote != '\0') {
            quote = letter == quote ? '\0' : quote;
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        } else if (letter == '[' || letter == ']') {
            brackets += letter == '[' ? 1 : -1;
        } else if (letter == '>' && brackets <= 0) {
            return at + 1;
        }
    }
    return text.size();
}

// The first piece of a text that is well-formed.
XmlPiece pieceAt(std::string_view text)
{
    if (text.front() != '<') {
        return {XmlKind::Text, text.substr(0, text.find('<'))};
    }
    if (text.starts_with("<!--")) {
        return {XmlKind::Other, text.substr(0, behind(text, "-->", 4))};
    }
    if (text.starts_with("<![CDATA[")) {
        return {XmlKind::Text, text.substr(0, behind(text, "]]>", 9))};
    }
    if (text.starts_with("<?")) {
        return {XmlKind::Other, text.substr(0, behind(text, "?>", 2))};
    }
    const std::string_view tag = text.substr(0, tagEnd(text));
    return {text.starts_with("<!")   ? XmlKind::Other
            : text.starts_with("</") ? XmlKind::Close
            : tag.ends_with("/>")    ? XmlKind::Empty
                                     : XmlKind::Open,
            tag};
}

std::vector<XmlPiece> piecesOf(std::string_view text)
{
    std::vector<XmlPiece> pieces;
    std::vector<std::size_t> open;
    while (!text.empty()) {
        const XmlPiece piece = pieceAt(text);
        text.remove_prefix(std::max<std::size_t>(piece.text.size(), 1));
        if (piece.kind == XmlKind::Text && !open.empty() && !isBlank(piece.text)) {
            pieces[open.back()].isMixed = true;
        } else if (piece.kind == XmlKind::Close && !open.empty()) {
            pieces[open.back()].end = pieces.size();
            open.pop_back();
        }
        if (piece.kind == XmlKind::Open) {
            open.push_back(pieces.size());
        }
        pieces.push_back(piece);
        if (piece.kind == XmlKind::Open) {
            pieces.back().isMixed =
                piece.text.find("xml:space") != std::string_view::npos; // spaces count
        }
    }
    return pieces;
}

} // namespace

bool isXmlType(std::string_view contentType)
{
    return lowerAscii(contentType).find("xml") != std::string::npos; // svg+xml, xhtml+xml too
}

bool looksLikeXml(std::string_view text, std::string_view contentType)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    return isXmlType(contentType) || (start != std::string_view::npos && text[start] == '<' &&
                                      lowerAscii(contentType).find("json") == std::string::npos);
}

Expected<std::string> indentedXml(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf")) {
        text.remove_prefix(3);
    }
    QXmlStreamReader judge(
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))); // of characters
    while (!judge.atEnd()) {
        judge.readNext();
    }
    if (judge.hasError()) {
        return failure(said(Words::tr("Not valid XML: %1"), {judge.errorString().toStdString()}),
                       std::to_string(judge.lineNumber()) + ":" +
                           std::to_string(judge.columnNumber() + 1));
    }
    std::string indented;
    indented.reserve(text.size() * 2);
    const std::vector<XmlPiece> pieces = piecesOf(text);
    std::size_t depth = 0;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const XmlPiece &piece = pieces[at];
        if (piece.kind == XmlKind::Text && isBlank(piece.text)) {
            continue;
        }
        depth -= piece.kind == XmlKind::Close && depth > 0 ? 1 : 0;
        indented +=
            (indented.empty() ? "" : "\n") + std::string(2 * std::min(depth, kDeepest), ' ');
        indented += piece.text;
        const bool isShort = piece.kind == XmlKind::Open && piece.end == at + 1;
        if (piece.kind == XmlKind::Open && (piece.isMixed || isShort)) {
            while (at < piece.end) {
                indented += pieces[++at].text;
            }
        } else if (piece.kind == XmlKind::Open) {
            ++depth;
        }
    }
    return indented;
}

} // namespace gw::requests
