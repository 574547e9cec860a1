// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace gw::http::test {

// What a careful server does with these bytes.
struct RequestRow {
    const char *name;
    std::string bytes;
    int verdict;         // kAccepted, kIncomplete, or the status that refuses it
    std::string outcome; // of an accepted one: "method target host [body]"; empty: not compared
};

inline constexpr int kAccepted = 200;
inline constexpr int kIncomplete = 0;

[[nodiscard]] std::span<const RequestRow> requestRows();

} // namespace gw::http::test
