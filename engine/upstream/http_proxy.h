// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "net/ip_address.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::upstream {

struct OriginUrl;

// An HTTP proxy on the way to origins: http targets are asked for in absolute form, for https ones
// CONNECT opens a tunnel.
struct HttpProxy {
    std::string host; // without brackets
    std::uint16_t port = 80;
    std::string authority;     // "proxy.example:3128", for messages
    std::string authorization; // value of Proxy-Authorization, a secret; empty: none
};

// Accepts "http://[user[:password]@]host[:port]", also without the scheme. Fails for other schemes
// and for what has no host; the error never holds the credentials.
[[nodiscard]] Expected<std::shared_ptr<const HttpProxy>> parseHttpProxy(std::string_view url);

// Which proxy stands before which origin. Thread: any (immutable).
class ProxyRules final {
public:
    // HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as Go's programs read them.
    struct Environment {
        std::string httpProxy;
        std::string httpsProxy;
        std::string noProxy;
    };

    ProxyRules() = default; // everything is reached directly
    // One proxy for everything (proxy.transport.proxy_url).
    [[nodiscard]] static Expected<ProxyRules> forAll(std::string_view proxyUrl);
    // By scheme, but not for this machine nor for what NO_PROXY names: "*", addresses, CIDR blocks,
    // ".domain" (what is below), "domain" (itself too), each with an optional ":port".
    [[nodiscard]] static Expected<ProxyRules> fromEnvironment(const Environment &environment);

    // Null: directly.
    [[nodiscard]] std::shared_ptr<const HttpProxy> find(const OriginUrl &url) const;

private:
    struct Exception {
        std::string suffix;                     // ".domain"
        std::string name;                       // exact; empty: only what is below
        std::vector<net::IpNetwork> networks{}; // one or none
        std::uint16_t port = 0;                 // 0: any
    };

    void addException(std::string_view text);
    [[nodiscard]] bool isException(const OriginUrl &url) const;

    std::shared_ptr<const HttpProxy> m_forHttp;
    std::shared_ptr<const HttpProxy> m_forHttps;
    std::vector<Exception> m_exceptions;
    bool m_skipsThisMachine = false;
    bool m_skipsEverything = false;
};

} // namespace gw::upstream
