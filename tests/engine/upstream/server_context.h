// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <memory>

namespace gw::test {

struct ContextFree {
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
using ServerContext = std::unique_ptr<SSL_CTX, ContextFree>;

} // namespace gw::test
