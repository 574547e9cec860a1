// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::bench {

// The request that a hook is timed with.
struct BenchRequest {
    std::string method = "GET";
    std::string target = "/get?a=1";
    std::vector<std::pair<std::string, std::string>> fields = {
        {"Host", "example.org"}, {"User-Agent", "gatewright-bench"}, {"Accept", "*/*"}};
    std::string body;
};

// Reads a request as it goes over the wire: "POST /orders HTTP/1.1", header fields, an empty line,
// the body. Lines may end with LF alone, the version may be missing; a line feed at the very end is
// not part of the body. Fails with the number of the line that is wrong.
[[nodiscard]] Expected<BenchRequest> parseRequest(std::string_view text, const std::string &where);
[[nodiscard]] Expected<BenchRequest> readRequest(const std::filesystem::path &file);

} // namespace gw::bench
