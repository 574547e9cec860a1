// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "net/tls_context.h"

#include <map>
#include <memory>
#include <string>

namespace gw::runtime {

// TLS contexts for upstreams, one for each different set of options: loading the system's
// certificate authorities takes milliseconds and a megabyte, so APIs share them. Thread: control.
class TlsClients final {
public:
    struct Client {
        std::shared_ptr<const net::TlsClientContext> context;
        std::string key; // tells sets of options apart
    };
    [[nodiscard]] Expected<Client> find(const net::TlsClientContext::Options &options);

private:
    std::map<std::string, std::shared_ptr<const net::TlsClientContext>> m_contexts;
};

} // namespace gw::runtime
