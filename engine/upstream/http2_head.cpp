// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http2_head.h"

#include "base/ascii.h"
#include "http/head_writer.h"

namespace gw::upstream {

namespace {

bool isWellFormed(const http::Field &field)
{
    return http::isFieldName(field.name) && http::isFieldValue(field.value);
}

// Blanks around a value are harmless in HTTP/1 and malformed here (RFC 9113 section 8.2.1).
void addTrimmed(const http::Field &field, http::FieldList &to)
{
    to.add(field.name, trimmed(field.value));
}

} // namespace

void writeHttp2Head(const OutgoingRequest &request, const Origin &origin, http::FieldList &to)
{
    to.add(":method", request.method);
    to.add(":scheme", "http");
    to.add(":authority", request.host.empty() ? std::string_view(origin.authority) : request.host);
    to.add(":path", request.target);
    for (const http::Field &field : *request.fields) {
        if (isWellFormed(field) && !http::isFramingName(field.name) &&
            !http::equalsIgnoreCase(field.name, "Host") &&
            !http::equalsIgnoreCase(field.name, "Upgrade")) {
            addTrimmed(field, to);
        }
    }
    if (request.bodyLength && (*request.bodyLength > 0 || http::usuallyHasBody(request.method))) {
        to.add("content-length", std::to_string(*request.bodyLength));
    }
}

void copyHttp2Trailers(const http::FieldList &trailers, http::FieldList &to)
{
    for (const http::Field &field : trailers) {
        if (isWellFormed(field) && http::mayTrail(field.name)) {
            addTrimmed(field, to);
        }
    }
}

} // namespace gw::upstream
