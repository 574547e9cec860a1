// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/zip_directory.h"

#include <functional>

namespace gw::bundle {

// Takes a file's bytes piece by piece.
using ByteSink = std::function<Expected<void>(std::string_view)>;

// Unpacks one file. Never more than its declared size; fails when it has fewer or more bytes, or
// another CRC, than the directory says. What the sink was given before a failure is worthless.
[[nodiscard]] Expected<void> readEntry(const ZipEntry &entry, const ByteSink &sink);

} // namespace gw::bundle
