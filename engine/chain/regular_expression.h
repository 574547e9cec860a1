// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

// A regular expression of a definition (Go's dialect), looked for anywhere in a text.
// Thread: any (immutable). Copies share the expression.
class RegularExpression final {
public:
    using Groups = std::vector<std::string_view>; // [0] is the whole match

    // Fails on an expression that RE2 refuses, with its reason.
    [[nodiscard]] static Expected<RegularExpression> compile(std::string_view expression);

    [[nodiscard]] bool matches(std::string_view text) const;
    // The first match; the views point into the text. A group that took no part is empty.
    [[nodiscard]] std::optional<Groups> match(std::string_view text) const;
    [[nodiscard]] std::size_t groupCount() const; // without the whole match

private:
    struct Compiled;
    explicit RegularExpression(std::shared_ptr<const Compiled> compiled);

    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace gw::chain
