// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>

namespace gw::bundle {

// Where a bundle is fetched from: bundle_base_url joined with the bundle's name (reference B1).
struct BundleAddress {
    std::string url;      // with the user and the query of the base URL: never for logs
    std::string filePath; // of a file: URL, else empty
    std::string shown;    // without user and query
    std::string scheme;   // "http", "https" or "file"
    bool isLocal = false; // on this machine
};

// Fails on schemes other than http, https and file, and on names that lead out of the base URL.
[[nodiscard]] Expected<BundleAddress> bundleAddress(std::string_view baseUrl,
                                                    std::string_view name);

} // namespace gw::bundle
