// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/mux_pattern.h"

#include "base/ascii.h"
#include "spec/go_text.h"
#include "spec/quiet_regex.h"

#include <algorithm>

namespace gw::spec {

namespace {

// The "}" that closes the "{" at `open`; expressions in variables may hold pairs of their own.
std::size_t closingBrace(std::string_view text, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

Expected<std::string> variableExpression(std::string_view variable, MuxPattern::Kind kind)
{
    const std::size_t colon = variable.find(':');
    if (variable.substr(0, colon).empty()) {
        return failure("A variable has no name", '{' + std::string(variable) + '}');
    }
    if (colon == std::string_view::npos) {
        return std::string(kind == MuxPattern::Kind::Host ? "[^.]+" : "[^/]+");
    }
    const std::string_view expression = variable.substr(colon + 1);
    if (expression.empty()) {
        return failure("A variable has an empty expression", '{' + std::string(variable) + '}');
    }
    // Compiled alone first: a lone ")" must not close the group around it.
    if (Expected<std::unique_ptr<re2::RE2>> regex = quietRegex(expression); !regex) {
        return tl::unexpected(regex.error());
    }
    return "(?:" + std::string(expression) + ')';
}

std::size_t routeWeight(std::string_view path)
{
    std::size_t weight = 0;
    bool holdsVariable = false;
    std::size_t segment = 0;
    int depth = 0;
    for (const char c : path) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '/' && depth == 0) {
            weight += 1 + (holdsVariable ? 0 : segment);
            segment = 0;
            holdsVariable = false;
            continue;
        }
        holdsVariable = holdsVariable || c == '{';
        ++segment;
    }
    return weight + (holdsVariable ? 0 : segment);
}

} // namespace

struct MuxPattern::Compiled {
    Kind kind = Kind::PathPrefix;
    std::string literal;
    std::size_t weight = 0;
    std::unique_ptr<re2::RE2> regex; // null for a literal
};

MuxPattern::MuxPattern(std::shared_ptr<const Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

Expected<MuxPattern> MuxPattern::compile(std::string_view text, Kind kind)
{
    auto compiled = std::make_shared<Compiled>();
    compiled->kind = kind;
    compiled->literal = text;
    compiled->weight = routeWeight(text);
    if (text.find_first_of("{}") == std::string_view::npos) {
        return MuxPattern(std::move(compiled));
    }
    std::string expression = kind == Kind::Host ? "(?i)" : "";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{' && text[i] != '}') {
            expression += re2::RE2::QuoteMeta(absl::string_view(&text[i], 1));
            continue;
        }
        const std::size_t close = text[i] == '{' ? closingBrace(text, i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            return failure("The braces do not pair", std::string(text));
        }
        Expected<std::string> variable =
            variableExpression(text.substr(i + 1, close - i - 1), kind);
        if (!variable) {
            return tl::unexpected(variable.error());
        }
        expression += *variable;
        i = close;
    }
    Expected<std::unique_ptr<re2::RE2>> regex = quietRegex(expression);
    if (!regex) {
        return tl::unexpected(regex.error());
    }
    compiled->regex = std::move(*regex);
    return MuxPattern(std::move(compiled));
}

std::optional<std::size_t> MuxPattern::match(std::string_view subject) const
{
    const Compiled &c = *m_compiled;
    if (!c.regex) {
        const bool isMatch = c.kind == Kind::Host ? equalIgnoringCase(subject, c.literal)
                                                  : subject.starts_with(c.literal);
        return isMatch ? std::optional(c.literal.size()) : std::nullopt;
    }
    const GoText read(subject);
    absl::string_view found;
    const bool isMatch = c.regex->Match(
        absl::string_view(read.text().data(), read.text().size()), 0, read.text().size(),
        c.kind == Kind::Host ? re2::RE2::ANCHOR_BOTH : re2::RE2::ANCHOR_START, &found, 1);
    return isMatch ? std::optional(read.originalOf({found.data(), found.size()}).size())
                   : std::nullopt;
}

bool MuxPattern::hasVariables() const
{
    return m_compiled->regex != nullptr;
}

std::size_t MuxPattern::weight() const
{
    return m_compiled->weight;
}

} // namespace gw::spec
