// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::chain {

// The forms under which a presented key may be stored (reference E1, K): the token made from
// organisation and key, the key as it is, then those of hash_key_function_fallback.
// Thread: any (immutable).
class TokenForms final {
public:
    TokenForms(const spec::GatewayConfig &config, std::string_view orgId);

    // In the order in which they are looked up, each once.
    [[nodiscard]] std::vector<std::string> candidates(std::string_view key) const;

    // base64 of {"org":"..","id":"..","h":".."}; with an empty algorithm organisation and key
    // joined.
    [[nodiscard]] static std::string token(std::string_view orgId, std::string_view keyId,
                                           std::string_view algorithm);

private:
    [[nodiscard]] bool namesOrganisation(std::string_view key) const;

    std::string m_orgId;
    std::string m_algorithm;
    std::vector<std::string> m_fallbacks;
};

} // namespace gw::chain
