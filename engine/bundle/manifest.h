// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/limits.h"
#include "spec/api_definition.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gw::bundle {

class RsaKey;

// manifest.json of a bundle, as Tyk defines it (reference B2).
struct Manifest {
    std::vector<std::string> fileList;
    spec::CustomMiddleware customMiddleware;   // driver: its own, else the manifest's top-level one
    std::string checksum;                      // MD5, hex
    std::string signature;                     // RSA over SHA-256, base64; empty: not signed
    std::map<std::string, std::string> sha256; // of each file, where Gatewright built the bundle
    // Over the manifest itself, which Tyk's signature leaves open; base64, empty: there is none.
    std::string ownSignature;
    std::string signedDigest; // 32 bytes: what ownSignature is for
    bool mustBeSigned = false;
};

// Members that mean nothing here are passed over. Fails when the text is no manifest, when file
// names or hook paths lead out of the bundle, and when there is no hook: an API that a bundle
// should guard must not be served without it.
[[nodiscard]] Expected<Manifest> readManifest(std::string_view json, const Limits &limits);

// The manifest's text with these members in their place; all others stay as they are written.
struct ManifestSeal {
    std::string driver; // for custom_middleware, where Tyk looks for it
    std::string checksum;
    std::string signature; // empty: the member is taken away
    std::map<std::string, std::string> sha256;
    const RsaKey *key = nullptr; // signs the manifest itself; null: the member is taken away
};
[[nodiscard]] Expected<std::string> sealManifest(std::string_view json, const ManifestSeal &seal);

// pre, post_key_auth, auth_check, post, response.
[[nodiscard]] std::vector<std::pair<std::string, const spec::HookRef *>>
hooksOf(const spec::CustomMiddleware &middleware);

} // namespace gw::bundle
