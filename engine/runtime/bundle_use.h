// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/api_definition.h"

namespace gw::runtime {

// Whether a bundle's hooks take the place of the definition's own.
[[nodiscard]] inline bool usesBundle(const spec::ApiDefinition &definition)
{
    return !definition.customMiddlewareBundle.empty() && !definition.customMiddlewareBundleDisabled;
}

} // namespace gw::runtime
