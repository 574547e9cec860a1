// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/http_client.h"

namespace gw::upstream {

// The head of a request as HTTP/2 wants it (RFC 9113 section 8.3.1), copied. What breaks the
// grammar is left out, as in HTTP/1; so is what frames a message or upgrades a connection.
void writeHttp2Head(const OutgoingRequest &request, const Origin &origin, http::FieldList &to);

// The trailers that may trail, copied.
void copyHttp2Trailers(const http::FieldList &trailers, http::FieldList &to);

} // namespace gw::upstream
