// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

class QIODevice;
class QSaveFile;

namespace gw::requests {
struct WorkState;
}

namespace gw::libraries {

// An engine may watch the folder of plugins: a library is there whole, or not at all.

enum class CopyEnd : std::uint8_t { Whole, Stopped };

// Writes what the open source still has into the target, and commits that; state counts bytes.
// Without a commit the target removes what it wrote. Thread: any; blocks on the disk.
[[nodiscard]] Expected<CopyEnd> copyWhole(QIODevice &source, QSaveFile &target,
                                          requests::WorkState &state);

struct LibraryCopy {
    QString source;
    QString workspace;
    QString target; // in its folder of plugins; what stands there goes into its trash
};

// How many bytes are copied then. Thread: any; looks at the disk.
[[nodiscard]] quint64 sizeOf(const LibraryCopy &copy);
// Nothing is different where it fails or is stopped. Thread: any; blocks on the disk.
[[nodiscard]] Expected<CopyEnd> copyLibrary(const LibraryCopy &copy, requests::WorkState &state);

} // namespace gw::libraries
