// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>

namespace gw {

// Replaces or makes a file so that after a crash at any moment either the old or the new content is
// there, and after success the new one survives a power cut: a temporary file in the same folder,
// fsync, rename, fsync of the folder. A new file gets mode 0600; one that is
// replaced keeps its rights. Refuses a target that is anything
// but a regular file, symbolic links included. Nothing is changed on failure. Thread: any; blocks
// on the disk.
[[nodiscard]] Expected<void> writeFileAtomically(const std::string &path, std::string_view content);

// Removes a regular file and makes that durable.
[[nodiscard]] Expected<void> removeFileDurably(const std::string &path);

// Whether the name is that of a temporary file which a crash may have left behind.
[[nodiscard]] bool isAtomicWriteLeftover(std::string_view fileName);

} // namespace gw
