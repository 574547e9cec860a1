// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/request_context.h"

#include <string_view>

// What whoever edits a message under way may put there: hooks, and developers at a breakpoint.
namespace gw::request {

// Message framing is the connection's business (RFC 9112 section 6); who could set it could
// smuggle: Content-Length, Transfer-Encoding, Connection.
[[nodiscard]] bool isFramingField(std::string_view name);
// RFC 9112 section 3.2.1; a fragment is never sent.
[[nodiscard]] bool isTarget(std::string_view text);
// Not CONNECT: what an origin reads behind its 2xx is no HTTP, and the next request of the same
// connection would be that.
[[nodiscard]] bool isMethod(std::string_view text);
[[nodiscard]] bool isFinalStatus(int status);

// The target must be in the request's arena. Path lists behind the edit look at what goes upstream,
// not at what came in.
void changeTarget(RequestContext &context, std::string_view target);
// The same; a URL rewrite from before counts no more.
void changePath(RequestContext &context, std::string_view target);

} // namespace gw::request
