// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/limits.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gw::bundle {

// One file or folder of a zip archive.
struct ZipEntry {
    std::string name; // without the slash that ends a folder's
    bool isFolder = false;
    bool isDeflated = false; // else stored as it is
    std::uint32_t crc = 0;
    std::uint64_t size = 0;  // unpacked
    std::string_view packed; // where it lies in the archive
};

// Reads the directory of an archive that nobody vouches for. KZip would take what is odd as it
// comes (duplicate names, sizes that contradict each other, encrypted files), so every byte is
// accounted for here: entries stand one behind the other from the first byte to the directory, each
// local head says what the directory says, and nothing follows the end. Refused besides: links and
// devices, encryption, methods other than stored and deflate, zip64, comments, names that
// checkEntryName() refuses or that differ only in case, and whatever is beyond the limits. The
// entries refer to the archive's bytes.
[[nodiscard]] Expected<std::vector<ZipEntry>> readZipDirectory(std::string_view archive,
                                                               const Limits &limits);

} // namespace gw::bundle
