// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/limits.h"

#include <string>
#include <string_view>

namespace gw::bundle {

inline constexpr std::string_view kManifestName = "manifest.json";

// Whether a file of a bundle may have this name: parts of letters, digits, "." "_" "-" and "+",
// joined by single slashes, relative, none starting with a dot. So no name leads out of a folder,
// hides in it, or means two things on two systems.
[[nodiscard]] Expected<void> checkEntryName(std::string_view name, const Limits &limits);

// The name as a message may show it: printable ASCII, the rest as "?", at most 120 characters.
[[nodiscard]] std::string shownName(std::string_view name);

} // namespace gw::bundle
