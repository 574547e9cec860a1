// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/field_list.h"

#include <cstdint>

namespace gw::http {

// A request line and its fields, as the client spelled them. Views live as long as the exchange;
// a step that changes one copies the new text into the arena first.
struct RequestHead {
    explicit RequestHead(Arena &arena)
        : fields(arena)
    {
    }

    std::string_view method;
    std::string_view target; // raw, origin-form: "/a%20b?x=1", or "*" for OPTIONS
    int minorVersion = 1;    // of HTTP/1.x
    FieldList fields;

    // Raw path without the query; never empty for an origin-form target.
    [[nodiscard]] std::string_view path() const { return target.substr(0, target.find('?')); }
    // Raw query without '?'; empty when there is none.
    [[nodiscard]] std::string_view query() const
    {
        const auto mark = target.find('?');
        return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    }
};

// A status line and its fields. Framing fields (Content-Length, Transfer-Encoding, Connection) are
// the connection's business: it leaves out what it finds of them here and writes its own.
struct ResponseHead {
    explicit ResponseHead(Arena &arena)
        : fields(arena)
    {
    }

    int status = 200;
    std::string_view reason; // empty: the standard phrase
    FieldList fields;
};

// Asking twice does no more than asking once (RFC 9110 section 9.2.2).
[[nodiscard]] bool isIdempotent(std::string_view method);

// "Not Found" for 404; "Unknown" where RFC 9110 names none.
[[nodiscard]] std::string_view standardReason(int status);

} // namespace gw::http
