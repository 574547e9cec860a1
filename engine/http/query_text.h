// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/arena.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Query strings as they stand on the wire ("a=1&b=%20").
namespace gw::http {

// One "name=value" of a query, still encoded.
struct QueryPart {
    std::string_view name;
    std::string_view value;
    bool hasEquals = false;
    std::string_view text = {}; // all of it
};

// Walks over the parts of a query, empty ones left out: for (const QueryPart &part :
// QueryParts(text)).
class QueryParts final {
public:
    explicit QueryParts(std::string_view query)
        : m_query(query)
    {
    }

    class Iterator final {
    public:
        explicit Iterator(std::string_view rest, bool isEnd)
            : m_rest(rest)
            , m_isEnd(isEnd)
        {
            if (!m_isEnd) {
                advance();
            }
        }
        [[nodiscard]] const QueryPart &operator*() const { return m_part; }
        Iterator &operator++()
        {
            advance();
            return *this;
        }
        [[nodiscard]] bool operator!=(const Iterator &other) const
        {
            return m_isEnd != other.m_isEnd;
        }

    private:
        void advance();

        std::string_view m_rest;
        QueryPart m_part;
        bool m_isEnd;
    };
    [[nodiscard]] Iterator begin() const { return Iterator(m_query, false); }
    [[nodiscard]] Iterator end() const { return Iterator({}, true); }

private:
    std::string_view m_query;
};

// In a query '+' stands for a space, in a path for itself.
enum class Plus : std::uint8_t { IsSpace, IsPlus };
// Sequences that are no %XX stay as they are.
[[nodiscard]] std::string percentDecoded(std::string_view text, Plus plus);

// Encodes everything but RFC 3986 unreserved characters; a space becomes "%20".
[[nodiscard]] std::string percentEncoded(std::string_view text);
// The same with '+' for a space, as Go escapes a value within a query.
[[nodiscard]] std::string queryEscaped(std::string_view text);

// Decodes a query text; what needs no decoding is not copied.
[[nodiscard]] std::string_view decodedInto(Arena &arena, std::string_view text);
[[nodiscard]] bool isNamed(const QueryPart &part, std::string_view plainName);

// Decoded value of the first parameter of that name; no value when it is absent.
[[nodiscard]] std::optional<std::string> queryValue(std::string_view query, std::string_view name);

// All parameters, decoded, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> queryValues(std::string_view query);

// A target without the parameters of that name; the others keep their spelling.
[[nodiscard]] std::string targetWithoutParameter(std::string_view target, std::string_view name);

} // namespace gw::http
