// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/uri_path.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <vector>

namespace gw::http {

namespace {

// The byte that "%xx" at `place` stands for, or -1.
int escapedByte(std::string_view text, std::size_t place)
{
    if (text[place] != '%' || place + 2 >= text.size()) {
        return -1;
    }
    const int high = hexDigit(text[place + 1]);
    const int low = hexDigit(text[place + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// RFC 3986 section 3.3: pchar without "%", and the slash.
constexpr bool isPathByte(char c)
{
    constexpr std::string_view kMarks = "/-._~!$&'()*+,;=:@";
    const bool isAlphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return isAlphanumeric || kMarks.find(c) != std::string_view::npos;
}

// Of the 256 bytes those that are escaped in a path that is escaped otherwise. Brackets are left
// alone, as Go leaves them.
constexpr auto kForeign = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        const char c = static_cast<char>(byte);
        const bool isControl = byte < 0x20 || byte == 0x7f;
        table[byte] = !isControl && !isPathByte(c) && c != '%' && c != '[' && c != ']';
    }
    return table;
}();

bool isForeign(char c)
{
    return kForeign[static_cast<unsigned char>(c)];
}

using Escape = std::array<char, 3>;

Escape escapeOf(char c)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'%', kDigits[byte >> 4], kDigits[byte & 15]};
}

} // namespace

std::string_view decodePath(Arena &arena, std::string_view path)
{
    if (path.find('%') == std::string_view::npos) {
        return path;
    }
    char *out = arena.allocate(path.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const int byte = escapedByte(path, i);
        out[size++] = byte < 0 ? path[i] : static_cast<char>(byte);
        i += byte < 0 ? 0 : 2;
    }
    return {out, size};
}

std::size_t rawLength(std::string_view rawPath, std::size_t decodedLength)
{
    std::size_t raw = 0;
    for (std::size_t decoded = 0; decoded < decodedLength && raw < rawPath.size(); ++decoded) {
        raw += escapedByte(rawPath, raw) < 0 ? 1 : 3;
    }
    return raw;
}

std::string escapePath(std::string_view decodedPath)
{
    std::string text;
    for (const char c : decodedPath) {
        if (isPathByte(c)) {
            text += c;
        } else {
            const Escape escape = escapeOf(c);
            text.append(escape.begin(), escape.end());
        }
    }
    return text;
}

std::string_view escapeForeignBytes(Arena &arena, std::string_view rawPath)
{
    const auto foreign = std::count_if(rawPath.begin(), rawPath.end(), isForeign);
    if (foreign == 0) {
        return rawPath;
    }
    const std::size_t size = rawPath.size() + 2 * static_cast<std::size_t>(foreign);
    char *const text = arena.allocate(size);
    char *out = text;
    for (const char c : rawPath) {
        if (isForeign(c)) {
            out = std::ranges::copy(escapeOf(c), out).out;
        } else {
            *out++ = c;
        }
    }
    return {text, size};
}

bool needsCleaning(std::string_view path)
{
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (path[i] != '/') {
            continue;
        }
        if (path[i + 1] == '/') {
            return true;
        }
        if (path[i + 1] == '.') {
            const std::string_view rest = path.substr(i + 1);
            if (rest == "." || rest == ".." || rest.starts_with("./") || rest.starts_with("../")) {
                return true;
            }
        }
    }
    return false;
}

std::string cleanPath(std::string_view path)
{
    std::vector<std::string_view> kept;
    bool endsOpen = path.ends_with('/');
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        if (segment == ".." && !kept.empty()) {
            kept.pop_back();
        }
        if (segment == "." || segment == "..") {
            endsOpen = endsOpen || path.empty();
        } else if (!segment.empty()) {
            kept.push_back(segment);
        }
    }
    std::string clean;
    for (const std::string_view segment : kept) {
        clean += '/';
        clean += segment;
    }
    if (clean.empty() || endsOpen) {
        clean += '/';
    }
    return clean;
}

} // namespace gw::http
