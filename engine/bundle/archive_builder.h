// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/limits.h"

#include <filesystem>
#include <string>

namespace gw::bundle {

class RsaKey;

struct BuildRequest {
    std::filesystem::path manifest; // its text, with file_list and custom_middleware
    std::filesystem::path folder;   // where the files of file_list are
    const RsaKey *key = nullptr;    // private; null: the bundle is not signed
    Limits limits;
};

// Makes a bundle that Tyk takes too: the listed files in their order, then manifest.json with
// checksum and signature, and the SHA-256 of each file beside them. The same input gives the same
// bytes: fixed times and modes, no extra fields. Fails as Tyk's bundler does (reference B6), and on
// what this engine would refuse to install.
[[nodiscard]] Expected<std::string> buildArchive(const BuildRequest &request);

} // namespace gw::bundle
