// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace gw::bundle {

// What a bundle may ask of this machine. Beyond it is refused before anything is written.
struct Limits {
    std::uint64_t archiveBytes = 32ULL * 1024 * 1024; // of the zip file
    std::uint64_t totalBytes = 64ULL * 1024 * 1024;   // of all files, unpacked
    std::uint64_t manifestBytes = 1024ULL * 1024;
    std::size_t entries = 1000;
    std::size_t nameBytes = 100; // of one part between slashes
    std::size_t depth = 8;       // parts of a name
    std::uint64_t ratio = 100;   // unpacked to packed, of a file larger than ratioFrom
    std::uint64_t ratioFrom = 64ULL * 1024;
    // Where a key is demanded, the manifest must be signed too, which Tyk's rules do not do.
    bool demandsSignedManifest = false;
};

} // namespace gw::bundle
