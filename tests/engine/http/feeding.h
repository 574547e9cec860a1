// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_parser.h"
#include "http/response_parser.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::http::test {

enum class Split : std::uint8_t { Whole, Lines, Bytes };

// The bytes as segments: all at once, cut behind each CR and each LF, or one by one.
inline std::vector<std::string> segments(std::string_view bytes, Split split)
{
    std::vector<std::string> parts;
    std::string part;
    for (const char c : bytes) {
        part += c;
        const bool isLineEnd = c == '\n' || c == '\r';
        if (split == Split::Bytes || (split == Split::Lines && isLineEnd)) {
            parts.push_back(std::exchange(part, {}));
        }
    }
    if (!part.empty()) {
        parts.push_back(part);
    }
    return parts;
}

// Feeds one message as a connection would: the head in one growing block that moves with each
// segment, the body segment by segment from blocks of their own size, so that a sanitizer sees each
// byte read too far.
template <typename Parser>
class Feeding final {
public:
    explicit Feeding(Parser &parser)
        : m_parser(parser)
    {
    }

    void run(std::string_view bytes, Split split)
    {
        for (const std::string &segment : segments(bytes, split)) {
            if (state == ParseState::Refused || isEnded) {
                return;
            }
            feed(segment);
        }
    }

    ParseState state = ParseState::NeedMore; // of the head, then of the body
    bool isHeadDone = false;
    bool isEnded = false;
    std::unique_ptr<char[]> head;
    std::size_t size = 0;
    std::string body;
    std::size_t bodyBytes = 0; // framing included

    [[nodiscard]] std::string_view input() const { return {head.get(), size}; }

private:
    void feed(const std::string &segment)
    {
        if (isHeadDone) {
            feedBody(segment);
            return;
        }
        auto grown = std::make_unique<char[]>(size + segment.size());
        std::copy_n(head.get(), size, grown.get());
        std::copy(segment.begin(), segment.end(), grown.get() + size);
        head = std::move(grown);
        size += segment.size();
        state = m_parser.parseHead(input());
        if (state == ParseState::Done) {
            isHeadDone = true;
            state = ParseState::NeedMore;
            feedBody(std::string(input().substr(m_parser.headSize())));
        }
    }

    void feedBody(const std::string &segment)
    {
        const auto block = std::make_unique<char[]>(segment.size());
        std::copy(segment.begin(), segment.end(), block.get());
        std::string_view rest(block.get(), segment.size());
        do {
            const BodyStep step = m_parser.readBody(rest);
            body += step.piece;
            bodyBytes += step.consumed;
            state = step.state;
            rest.remove_prefix(step.consumed);
        } while (state == ParseState::NeedMore && !rest.empty());
        isEnded = state == ParseState::Done;
    }

    Parser &m_parser;
};

} // namespace gw::http::test
