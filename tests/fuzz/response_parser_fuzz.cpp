// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/feeding.h"
#include "fuzz/fuzz_targets.h"
#include "http/response_parser.h"

namespace gw::fuzz {

namespace {

using namespace gw::http;
using namespace gw::http::test;

struct Outcome {
    ParseState state = ParseState::NeedMore;
    std::size_t consumed = 0;
    std::string body;
    bool keepsAlive = false;

    bool operator==(const Outcome &) const = default;
};

Outcome outcomeOf(std::string_view bytes, Split split, ResponseParser::Answers method)
{
    ResponseParser parser;
    parser.start(method);
    Feeding feeding(parser);
    feeding.run(bytes, split);
    const ParseState state = parser.atEof();
    if (feeding.state == ParseState::Refused || state == ParseState::Refused) {
        require(!parser.refusal().empty());
        return {ParseState::Refused, 0, {}, false};
    }
    Arena arena;
    ResponseHead head(arena);
    parser.takeHead(feeding.input(), head);
    require(head.status >= 100 && head.status <= 599);
    require(isFieldValue(head.reason));
    require(!head.fields.contains("Transfer-Encoding") || !head.fields.contains("Content-Length"));
    for (const Field &field : head.fields) {
        require(isFieldName(field.name) && isFieldValue(field.value));
    }
    return {state, parser.headSize() + feeding.bodyBytes, feeding.body, parser.keepsAlive()};
}

} // namespace

void response_parser_fuzz(std::string_view bytes)
{
    for (const auto method : {ResponseParser::Answers::AnyOther, ResponseParser::Answers::Head}) {
        const Outcome whole = outcomeOf(bytes, Split::Whole, method);
        require(whole == outcomeOf(bytes, Split::Lines, method));
        require(whole == outcomeOf(bytes, Split::Bytes, method));
    }
}

} // namespace gw::fuzz
