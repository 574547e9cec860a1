// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/request_context.h"

#include <string>
#include <vector>

namespace gw::spec {
struct AuthConfig;
}

namespace gw::chain {

// Where a credential stands in a request (reference E, common rules): header, then query parameter,
// then cookie; a later one that is not empty wins. Thread: any (immutable).
class CredentialSource final {
public:
    explicit CredentialSource(const spec::AuthConfig &config);

    // Empty when there is none. Valid as long as the request.
    [[nodiscard]] std::string_view find(const request::RequestContext &context) const;
    // Every value in each of these places, also those that find() passes over.
    [[nodiscard]] std::vector<std::string> all(const request::RequestContext &context) const;
    // Takes it off the request, wherever it may stand.
    void strip(request::RequestContext &context) const;

private:
    std::string m_header; // empty: not looked at
    std::string m_parameter;
    std::string m_cookie;
};

} // namespace gw::chain
