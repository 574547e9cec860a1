// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"

#include <string>
#include <vector>

namespace gw::runtime {

// Tyk's settings in TLS terms: versions are wire numbers (771 is TLS 1.2), 0 is the default;
// versions below TLS 1.0 count as TLS 1.0.
[[nodiscard]] net::TlsProtocol tlsProtocol(int minVersion, int maxVersion,
                                           const std::vector<std::string> &ciphers);

} // namespace gw::runtime
