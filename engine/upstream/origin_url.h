// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "upstream/http_client.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gw::upstream {

enum class OriginScheme : std::uint8_t { Http, Https };

// A target URL of an API definition, taken apart.
struct OriginUrl {
    OriginScheme scheme = OriginScheme::Http; // ws counts as http, wss as https (Tyk D2)
    bool wantsHttp2 = false;                  // h2c://: without TLS and without asking first
    std::string host;                         // lower case, in ASCII, without brackets
    std::uint16_t port = 80;
    std::string authority; // as the Host field wants it; the port only where the URL names one
    std::string basePath;  // escaped; "", "/" and "/base/" stay different (Tyk D2)
    std::string baseQuery; // escaped, without '?'
};

// Accepts "(http|https|ws|wss|h2c)://host[:port][/path][?query]"; a fragment is dropped, and bytes
// that a request line cannot carry are escaped. `defaultScheme` ("http") stands in where the text
// has none; empty: that is an error. Fails for user information, a bad host, and a bad port.
[[nodiscard]] Expected<OriginUrl> parseOriginUrl(std::string_view text,
                                                 std::string_view defaultScheme = {});

struct OriginOptions {
    std::shared_ptr<const net::TlsClientContext> tls; // for an https URL; ignored for http
    std::string tlsKey;                               // tells TLS contexts apart in Origin::key
    std::size_t maxIdleConnections = 100;
    std::shared_ptr<const HttpProxy> proxy = nullptr; // null: directly
};

// The origin that the URL names, ready to be shared by workers.
[[nodiscard]] std::shared_ptr<const Origin> makeOrigin(const OriginUrl &url,
                                                       const OriginOptions &options);

} // namespace gw::upstream
