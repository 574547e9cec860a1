// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/feeding.h"
#include "fuzz/fuzz_targets.h"
#include "http/authority.h"
#include "http/request_parser.h"

#include <cstdio>

namespace gw::fuzz {

namespace {

using namespace gw::http;
using namespace gw::http::test;

struct Outcome {
    int status = 0; // zero: incomplete, 200: accepted
    std::size_t consumed = 0;
    std::string body;

    bool operator==(const Outcome &) const = default;
};

// What a handler may rely on, whatever was sent.
void checkHead(const RequestHead &head)
{
    require(isFieldName(head.method) && head.method != "CONNECT");
    require(head.target == "*" || head.target.starts_with('/'));
    require(head.target.find_first_of(" #\t\r\n") == std::string_view::npos);
    require(head.fields.count("Host") <= 1 && head.fields.count("Content-Length") <= 1);
    require(head.minorVersion == 0 || isAuthority(head.fields.value("Host")));
    require(!head.fields.contains("Transfer-Encoding") || !head.fields.contains("Content-Length"));
    for (const Field &field : head.fields) {
        require(isFieldName(field.name) && isFieldValue(field.value));
    }
}

Outcome outcomeOf(std::string_view bytes, Split split)
{
    RequestParser parser;
    Feeding feeding(parser);
    feeding.run(bytes, split);
    if (feeding.state == ParseState::Refused) {
        require(parser.refusalStatus() >= 400 && !parser.refusal().empty());
        return {parser.refusalStatus(), 0, {}};
    }
    if (!feeding.isHeadDone) {
        return {};
    }
    Arena arena;
    RequestHead head(arena);
    parser.takeHead(feeding.input(), head, arena);
    checkHead(head);
    if (!feeding.isEnded) {
        return {};
    }
    FieldList trailers(arena);
    parser.takeTrailers(trailers);
    for (const Field &field : trailers) {
        require(isFieldName(field.name) && isFieldValue(field.value));
    }
    return {200, parser.headSize() + feeding.bodyBytes, feeding.body};
}

} // namespace

void request_parser_fuzz(std::string_view bytes)
{
    const Outcome whole = outcomeOf(bytes, Split::Whole);
    for (const Split split : {Split::Lines, Split::Bytes}) {
        const Outcome other = outcomeOf(bytes, split);
        if (whole != other) {
            std::fprintf(stderr, "%d %zu '%s' and %d %zu '%s' for:\n%.*s\n", whole.status,
                         whole.consumed, whole.body.c_str(), other.status, other.consumed,
                         other.body.c_str(), static_cast<int>(bytes.size()), bytes.data());
        }
        require(whole == other);
    }
}

} // namespace gw::fuzz
