// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

// The verbs of `gatewright bundle`. Each returns the exit code: 0 when it did what was asked, else
// 1 after it said why.
namespace gw::app {

struct BundleBuildArguments {
    std::string manifest = "manifest.json";
    std::string output = "bundle.zip";
    std::string key; // file with a private key; empty: not signed
    bool skipsSigning = false;
};
[[nodiscard]] int buildBundle(const BundleBuildArguments &arguments);

struct BundleFileArguments {
    std::string file;
    std::string key;    // file with a public key; empty: the signature is not checked
    std::string output; // of extract: the folder to make
};
[[nodiscard]] int verifyBundle(const BundleFileArguments &arguments);
[[nodiscard]] int inspectBundle(const BundleFileArguments &arguments);
[[nodiscard]] int extractBundle(const BundleFileArguments &arguments);

} // namespace gw::app
