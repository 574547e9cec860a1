// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

#include <string>
#include <vector>

namespace gw::spec {

// Features of Tyk that a definition uses and ApiDefinition has no fields for, each by its JSON
// path ("proxy.service_discovery"), so that the engine can say that it does without.
[[nodiscard]] std::vector<std::string> foreignFeatures(JsonValue definition);

} // namespace gw::spec
