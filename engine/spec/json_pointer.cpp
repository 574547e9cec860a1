// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_pointer.h"

namespace gw::spec {

namespace {

std::optional<std::string> unescapedToken(std::string_view token)
{
    std::string plain;
    plain.reserve(token.size());
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~') {
            plain += token[i];
            continue;
        }
        ++i;
        if (i == token.size() || (token[i] != '0' && token[i] != '1')) {
            return std::nullopt;
        }
        plain += token[i] == '0' ? '~' : '/';
    }
    return plain;
}

} // namespace

std::optional<std::vector<std::string>> pointerTokens(std::string_view pointer)
{
    std::vector<std::string> tokens;
    if (pointer.empty()) {
        return tokens;
    }
    if (pointer.front() != '/') {
        return std::nullopt;
    }
    std::size_t start = 1;
    while (true) {
        const std::size_t slash = pointer.find('/', start);
        std::optional<std::string> token = unescapedToken(pointer.substr(
            start, slash == std::string_view::npos ? std::string_view::npos : slash - start));
        if (!token) {
            return std::nullopt;
        }
        tokens.push_back(std::move(*token));
        if (slash == std::string_view::npos) {
            return tokens;
        }
        start = slash + 1;
    }
}

std::string childPointer(std::string_view pointer, std::string_view token)
{
    std::string child(pointer);
    child += '/';
    for (const char c : token) {
        if (c == '~') {
            child += "~0";
        } else if (c == '/') {
            child += "~1";
        } else {
            child += c;
        }
    }
    return child;
}

std::string childPointer(std::string_view pointer, std::size_t index)
{
    return std::string(pointer) + '/' + std::to_string(index);
}

std::string escapedJson(std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    std::string escaped;
    escaped.reserve(text.size() + 2);
    for (const char c : text) {
        switch (c) {
        case '"':
            escaped += "\\\"";
            continue;
        case '\\':
            escaped += "\\\\";
            continue;
        case '\n':
            escaped += "\\n";
            continue;
        case '\r':
            escaped += "\\r";
            continue;
        case '\t':
            escaped += "\\t";
            continue;
        default:
            break;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            escaped += "\\u00";
            escaped += kHex[byte >> 4];
            escaped += kHex[byte & 15];
        } else {
            escaped += c;
        }
    }
    return escaped;
}

std::string quotedJson(std::string_view text)
{
    return '"' + escapedJson(text) + '"';
}

} // namespace gw::spec
