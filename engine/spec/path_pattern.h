// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <memory>
#include <string>
#include <string_view>

namespace gw::spec {

// The path of a per-endpoint entry, compiled. The rules are Tyk's (reference D3): "{anything}"
// stands for one segment, "/*/" for one segment, a last "/*" for the rest, all else is a regular
// expression that may match anywhere in the path. So "/get" matches "/widget/get-all" too. Thread:
// any (immutable). Copies share the expression.
class PathPattern final {
public:
    struct Options {
        bool ignoreCase = false;
        bool prefixMatch = false; // a path that starts with "/" must match from the start
        bool suffixMatch = false; // the match must reach to the end
    };

    // Fails on an expression that RE2 refuses, with its reason.
    [[nodiscard]] static Expected<PathPattern> compile(std::string_view path, Options options);

    // The regular expression that a path is turned into, without the case option.
    [[nodiscard]] static std::string expressionFor(std::string_view path, Options options);

    [[nodiscard]] bool matches(std::string_view path) const;
    [[nodiscard]] const std::string &expression() const;

private:
    struct Compiled;
    explicit PathPattern(std::shared_ptr<const Compiled> compiled);

    std::shared_ptr<const Compiled> m_compiled;
};

// Empty when RE2 accepts the expression, else its reason.
[[nodiscard]] std::string regexProblem(std::string_view expression);

} // namespace gw::spec
