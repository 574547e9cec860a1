// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

class TextCursor;

// A value as it is spelled in an assertion or a filter.
struct Literal {
    enum class Kind : std::uint8_t {
        Fixed,     // a number, true, false, null, base64 or hex
        Template,  // a text with escapes and {{variables}}
        Multiline, // a text of several lines, with {{variables}}
        Regex,     // between slashes
        Variable,  // a single {{name}}
    };

    Kind kind = Kind::Fixed;
    Value value;      // of Fixed
    std::string text; // of the others, without quotes or braces
};

// `jsonpath "$.id"`: where a value comes from.
struct Query {
    std::string name;
    std::optional<Literal> argument;
};

// `count`, `nth 2`, `replace "a" "b"`.
struct Filter {
    std::string name;
    std::vector<Literal> arguments;
};

struct Predicate {
    bool isNegated = false;
    std::string name; // "==", "contains", "exists", ...
    std::optional<Literal> operand;
};

struct Capture {
    Query query;
    std::vector<Filter> filters;
    bool isRedacted = false; // the value is a secret: reports do not show it
};

struct Assertion {
    Query query;
    std::vector<Filter> filters;
    Predicate predicate;
};

// Each reads from the cursor to the end of the expression, not of the line, and fails with the
// place, the unknown word and what would be known there.
[[nodiscard]] Expected<Capture> readCapture(TextCursor &cursor);
[[nodiscard]] Expected<Assertion> readAssertion(TextCursor &cursor);
// The whole text is the expression.
[[nodiscard]] Expected<Capture> captureOf(std::string_view text);
[[nodiscard]] Expected<Assertion> assertionOf(std::string_view text);

// The words that are known, for completion and for messages.
[[nodiscard]] const std::vector<std::string_view> &queryNames();
[[nodiscard]] const std::vector<std::string_view> &filterNames();
[[nodiscard]] const std::vector<std::string_view> &predicateNames();

} // namespace gw::requests
