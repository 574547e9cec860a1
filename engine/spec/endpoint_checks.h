// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/definition_checks.h"

namespace gw::spec {

// The part of checkDefinition() about one version's path lists. pointer: that of the version.
void checkEndpoints(const VersionInfo &version, const std::string &pointer,
                    const CheckOptions &options, std::vector<Finding> &findings);

} // namespace gw::spec
