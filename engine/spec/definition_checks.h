// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/api_definition.h"
#include "spec/finding.h"
#include "spec/json_document.h"

#include <span>

namespace gw::spec {

// Settings that change what a definition means.
struct CheckOptions {
    bool pathPrefixMatching = false; // http_server_options.enable_path_prefix_matching
};

// What is wrong, or likely not meant, in one definition. Looks at the values only: neither files
// nor the network are touched.
[[nodiscard]] std::vector<Finding> checkDefinition(const ApiDefinition &api,
                                                   const CheckOptions &options = {});

// Keys of one object that differ only in case: just one of them is read.
[[nodiscard]] std::vector<Finding> checkKeys(const JsonDocument &document);

struct SetFinding {
    std::size_t index = 0; // of the definition it is about
    Finding finding;
};

// What definitions do to each other: equal API ids, equal listen paths on the same domain and port.
[[nodiscard]] std::vector<SetFinding> checkSet(std::span<const ApiDefinition *const> definitions);

// Empty when the text is an address or a CIDR block, IPv4 or IPv6; else what is wrong.
[[nodiscard]] std::string addressProblem(const std::string &text);

} // namespace gw::spec
