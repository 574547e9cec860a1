// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {
struct Authentication;
}

namespace gw::proxy {

// Hides what opens an API, in what is kept or shown of its requests: where its definition says that
// credentials stand (header, query parameter, cookie), and in Authorization and Proxy-Authorization
// always. Built with the snapshot. Thread: any (immutable).
class CredentialMask final {
public:
    CredentialMask() = default;
    explicit CredentialMask(const spec::Authentication &authentication);

    // Hides also what another mask hides.
    void add(const CredentialMask &other);

    // The query with "****" for the values of such parameters.
    [[nodiscard]] std::string query(std::string_view query) const;
    // The same of a target with its path.
    [[nodiscard]] std::string target(std::string_view target) const;
    // What may be shown of a request's field.
    [[nodiscard]] std::string fieldValue(const http::Field &field) const;

private:
    [[nodiscard]] std::string cookies(std::string_view value) const;

    std::vector<std::string> m_headers;
    std::vector<std::string> m_parameters;
    std::vector<std::string> m_cookies;
};

} // namespace gw::proxy
