// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message_head.h"

#include <string_view>

namespace gw::proxy {

struct RequestFieldRules {
    std::string_view clientAddress; // appended to X-Forwarded-For
    bool omitForwardedFor = false;
    bool keepsUpgrade = false;
};

// Copies the fields that go on to the upstream (reference D6, RFC 9110 section 7.6.1): without
// hop-by-hop fields and what Connection names, Host, framing and Expect; with X-Forwarded-For, and
// a User-Agent when the client sent none. Views are shared, not copied.
void copyRequestFields(const http::RequestHead &from, const RequestFieldRules &rules,
                       http::Arena &arena, http::FieldList &to);

// Removes the fields that the request's Connection fields name (RFC 9110 section 7.6.1). Before the
// steps: a client must not name fields that they are going to set for the upstream.
void dropConnectionOptions(http::RequestHead &request);

// Copies the fields of an upstream's answer that go on to the client, text and all: the upstream
// call and its buffers may end while a response hook is at work. A 101 keeps Upgrade.
void copyResponseFields(const http::FieldList &from, bool keepsUpgrade, http::FieldList &to);

// Adds the upstream's fields to those the gateway has set: same name, both values; but of the six
// CORS fields the gateway's own wins (reference A5).
void mergeIntoReply(const http::FieldList &upstream, http::FieldList &reply);

// True when the client asks to leave HTTP: "Connection: Upgrade" and an Upgrade field. Not for h2c,
// TLS or another version of HTTP: requests in such a tunnel would pass no chain.
[[nodiscard]] bool asksForUpgrade(const http::RequestHead &request);

} // namespace gw::proxy
