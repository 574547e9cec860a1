// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <re2/re2.h>

#include <memory>
#include <string_view>

// For .cpp files only: the door to RE2.
namespace gw::spec {

// RE2 with a bound on its memory and without lines of its own in the log.

[[nodiscard]] Expected<std::unique_ptr<re2::RE2>> quietRegex(std::string_view expression);

} // namespace gw::spec
