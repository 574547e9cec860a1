// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/text_codec.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <QByteArray>

#include <algorithm>

namespace gw::echo {

namespace {

} // namespace

std::string percentDecoded(std::string_view text, PlusSign plus)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 &&
            hexDigit(text[i + 2]) >= 0) {
            result += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            result += text[i] == '+' && plus == PlusSign::IsSpace ? ' ' : text[i];
        }
    }
    return result;
}

Pairs formPairs(std::string_view text)
{
    Pairs pairs;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty()) {
            continue;
        }
        const auto sign = std::min(part.find('='), part.size());
        pairs.emplace_back(
            percentDecoded(part.substr(0, sign), PlusSign::IsSpace),
            percentDecoded(part.substr(std::min(sign + 1, part.size())), PlusSign::IsSpace));
    }
    return pairs;
}

Pairs cookiePairs(std::string_view text)
{
    Pairs pairs;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const std::string_view part = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto sign = part.find('=');
        if (sign != std::string_view::npos && sign > 0) {
            pairs.emplace_back(trimmed(part.substr(0, sign)), trimmed(part.substr(sign + 1)));
        }
    }
    return pairs;
}

std::string canonicalFieldName(std::string_view name)
{
    std::string result(name);
    bool isFirst = true;
    for (char &c : result) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (isLetter) {
            c = static_cast<char>(isFirst ? c & ~0x20 : c | 0x20);
        }
        isFirst = c == '-';
    }
    return result;
}

std::string asUtf8(std::string_view bytes)
{
    if (isUtf8(bytes)) {
        return std::string(bytes);
    }
    std::string result;
    result.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xc0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3f));
        }
    }
    return result;
}

std::string base64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())).toBase64().toStdString();
}

std::string base64Decoded(std::string_view text)
{
    const auto result =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), qsizetype(text.size())),
                                       QByteArray::AbortOnBase64DecodingErrors);
    return result ? result.decoded.toStdString() : std::string();
}

} // namespace gw::echo
