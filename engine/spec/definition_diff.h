// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

namespace gw::spec {

struct Difference {
    enum class Kind : std::uint8_t { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    std::string pointer;
    std::string oldText; // JSON, empty for Added
    std::string newText; // JSON, empty for Removed
};

// What differs in meaning: order of keys, layout, escapes and spelling of numbers do not count.
// Members are matched by key, elements by their place, after equal ones at both ends of the list
// are set aside, so one inserted element is one difference. Elements' pointers are those of the new
// document, for a removed one of the old.
[[nodiscard]] std::vector<Difference> differences(const JsonDocument &before,
                                                  const JsonDocument &after);

[[nodiscard]] bool sameMeaning(JsonValue a, JsonValue b);

} // namespace gw::spec
