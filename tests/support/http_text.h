// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and responses as text.
#pragma once

#include <string>
#include <string_view>

namespace gw::test {

[[nodiscard]] inline std::string get(const std::string &target, const std::string &lines = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

[[nodiscard]] inline std::string post(const std::string &target, const std::string &body)
{
    return "POST " + target +
           " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

[[nodiscard]] inline std::string bodyOf(const std::string &response)
{
    const std::size_t end = response.find("\r\n\r\n");
    return end == std::string::npos ? std::string() : response.substr(end + 4);
}

[[nodiscard]] inline bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace gw::test
