// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"

#include <string>
#include <vector>

namespace gw::spec {
class JsonDocument;
}

// Changes of the versions of a definition.
namespace gw::editing {

// In their order; empty where the text has none.
[[nodiscard]] std::vector<std::string> versionsOf(const spec::JsonDocument &document);

// Puts a copy of a version behind the others, under a new name; an empty one where there is none of
// the name `from`. Requests are told apart by their version from then on: where the definition does
// not say by what, it is the header x-api-version, and the default is `from`. Of an API that was
// not versioned, what had no effect gets none: paths stay whole, and what served it is the default.
// Refuses a name that is empty or taken.
[[nodiscard]] Patch addVersion(const std::string &from, const std::string &name);

// The first of the others becomes the default where the default is removed. Refuses the last one,
// and the one that serves an API that is not versioned where the engine could not choose another.
[[nodiscard]] Patch removeVersion(const std::string &name);

} // namespace gw::editing
