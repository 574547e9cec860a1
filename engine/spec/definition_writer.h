// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

#include <string>

namespace gw::spec {

// One member a line, two spaces a level, a line break at the end. Order of keys, spelling of
// numbers and strings stay; empty arrays and objects and arrays of scalars that fit stay on one
// line.
[[nodiscard]] std::string prettyJson(JsonValue value);

// Without white space outside of strings; order and spelling stay.
[[nodiscard]] std::string compactJson(JsonValue value);

// Compact with keys sorted by their bytes and strings escaped in one way: equal for documents that
// differ in layout and order only. For hashes.
[[nodiscard]] std::string canonicalJson(JsonValue value);

} // namespace gw::spec
