// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gw::spec {
struct ApiDefinition;
}

// What a definition asks for that this engine cannot do.
namespace gw::chain {

// Something that protects the API: requests are refused, never let through without it.
struct UnsupportedFeature {
    std::string stepName; // Tyk's name of the step that it would be
    std::string reason;   // "enable_jwt is not supported yet: the API refuses requests"
};

// Authentication methods, in their order in the chain.
[[nodiscard]] std::vector<UnsupportedFeature> unsupportedAuth(const spec::ApiDefinition &api);

// Where the API may be reached: a port of its own.
[[nodiscard]] std::vector<UnsupportedFeature> unsupportedScope(const spec::ApiDefinition &api);

// Mutual TLS, which holds for keyless APIs too.
[[nodiscard]] std::optional<UnsupportedFeature> unsupportedTls(const spec::ApiDefinition &api);

// What is left out without harm to the API's protection from strangers, one line each.
[[nodiscard]] std::vector<std::string> unsupportedWarnings(const spec::ApiDefinition &api);

} // namespace gw::chain
