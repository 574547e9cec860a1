// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::editing {

struct ImportedApi {
    std::string definition;         // text of the new API definition
    std::vector<std::string> notes; // what was left out, and why
};

// An API definition from an OpenAPI 3 document in JSON or YAML: title and first server become name
// and target; every operation becomes an entry of the white list, so that nothing else is
// reachable. Fails on other versions, and on documents without paths.
[[nodiscard]] Expected<ImportedApi> fromOpenApi(std::string_view document);

} // namespace gw::editing
