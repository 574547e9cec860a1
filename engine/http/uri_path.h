// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/arena.h"

#include <string>
#include <string_view>

namespace gw::http {

// The path with every "%xx" decoded once; a '%' without two hex digits stays. Returns the input
// itself when there is nothing to decode.
[[nodiscard]] std::string_view decodePath(Arena &arena, std::string_view path);

// How many bytes of the raw path make up the first `decodedLength` bytes of its decoded form.
[[nodiscard]] std::size_t rawLength(std::string_view rawPath, std::size_t decodedLength);

// Escapes what may not stand in a path as it is (RFC 3986 section 3.3).
[[nodiscard]] std::string escapePath(std::string_view decodedPath);

// Escapes what no request may carry in a path as it is: blanks, quotes, bytes beyond ASCII. What is
// escaped already stays, and so do control bytes. Returns the input itself when nothing is to do.
[[nodiscard]] std::string_view escapeForeignBytes(Arena &arena, std::string_view rawPath);

// True when the path has "//", "/./", "/../" or ends in "/." or "/..".
[[nodiscard]] bool needsCleaning(std::string_view path);
// The shortest equivalent path; a trailing slash stays. Starts with "/".
[[nodiscard]] std::string cleanPath(std::string_view path);

} // namespace gw::http
