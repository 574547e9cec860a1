// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace gw::spec {

// Error: the API cannot be served as it is. Warning: it is served, but likely not as meant.
enum class Severity : std::uint8_t { Note, Warning, Error };

[[nodiscard]] constexpr const char *toString(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        break;
    }
    return "error";
}

// One remark about a document.
struct Finding {
    Severity severity = Severity::Warning;
    std::string pointer; // JSON pointer, "" is the whole document
    std::string message;
    std::string remedy; // may be empty
};

} // namespace gw::spec
