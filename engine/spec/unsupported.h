// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/finding.h"

#include <optional>
#include <string>
#include <vector>

// What a definition asks for that this engine cannot do.
namespace gw::spec {

struct ApiDefinition;

// Something that protects the API: requests are refused, never let through without it.
struct UnsupportedFeature {
    std::string name;     // "enable_jwt"
    std::string stepName; // Tyk's name of the step that it would be
    std::string reason;   // "enable_jwt is not supported yet: the API refuses requests"
};

// Authentication methods, in their order in the chain.
[[nodiscard]] std::vector<UnsupportedFeature> unsupportedAuth(const ApiDefinition &api);

// Where the API may be reached: a port of its own.
[[nodiscard]] std::vector<UnsupportedFeature> unsupportedScope(const ApiDefinition &api);

// Mutual TLS, which holds for keyless APIs too.
[[nodiscard]] std::optional<UnsupportedFeature> unsupportedTls(const ApiDefinition &api);

// What is left out without harm to the API's protection from strangers: warnings.
[[nodiscard]] std::vector<Finding> unsupportedWarnings(const ApiDefinition &api);

// All of them, for somebody who edits the definition: what refuses requests is an error.
[[nodiscard]] std::vector<Finding> checkSupport(const ApiDefinition &api);

} // namespace gw::spec
