// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <stop_token>
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
// reachable. One that asks for credentials wants keys. Fails on other versions, on documents
// without paths, and when it is stopped.
[[nodiscard]] Expected<ImportedApi> fromOpenApi(std::string_view document,
                                                const std::stop_token &stop = {});

} // namespace gw::editing
