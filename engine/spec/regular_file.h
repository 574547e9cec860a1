// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>

namespace gw::spec {

// The whole content. Follows links, since mounted settings often are links, but what they lead to
// must be a regular file (no pipe, no device) of at most maxBytes.
[[nodiscard]] Expected<std::string> readRegularFile(const std::string &path, std::size_t maxBytes);

} // namespace gw::spec
