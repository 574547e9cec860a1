// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "shipping/redis_settings.h"

struct ssl_st;

namespace gw::shipping {

// The client's side of a TLS connection to that server, ready for its handshake; the caller frees
// it. hiredis would not compare the certificate with the server's name. Fails when a file cannot be
// used. Thread: any; blocks on the disk.
[[nodiscard]] Expected<ssl_st *> makeRedisTls(const RedisTls &tls, const RedisAddress &server);

} // namespace gw::shipping
