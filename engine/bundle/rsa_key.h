// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace gw::bundle {

// RSA keys in PEM, for Tyk's signatures: PKCS#1 v1.5 over a SHA-256 digest. Immutable.
// Thread: any.
class RsaKey final {
public:
    // Fail when the file cannot be read, holds no RSA key of that kind, or is encrypted.
    [[nodiscard]] static Expected<RsaKey> readPublic(const std::string &path);
    [[nodiscard]] static Expected<RsaKey> readPrivate(const std::string &path);

    // digest: the 32 bytes.
    [[nodiscard]] bool verifies(std::string_view digest, std::string_view signature) const;
    // Needs a private key.
    [[nodiscard]] Expected<std::string> sign(std::string_view digest) const;

private:
    explicit RsaKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace gw::bundle
