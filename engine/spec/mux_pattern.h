// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gw::spec {

// A listen path or domain with variables: "/{name}/x/", "/{name:[a-z]+}/", "{sub}.example.com"
// (reference D1). Text outside of braces is literal.
// Thread: any (immutable). Copies share the expression.
class MuxPattern final {
public:
    enum class Kind : std::uint8_t {
        PathPrefix, // matches the start of a path; a variable is one segment
        Host,       // matches a whole host name regardless of case; a variable is one label
    };

    // Fails on braces that do not pair, variables without a name or with an invalid expression.
    [[nodiscard]] static Expected<MuxPattern> compile(std::string_view text, Kind kind);

    // The length of the matching prefix (for a host: of all of it), empty when there is no match.
    [[nodiscard]] std::optional<std::size_t> match(std::string_view subject) const;

    [[nodiscard]] bool hasVariables() const;
    // Length for ordering routes: a segment with a variable counts nothing.
    [[nodiscard]] std::size_t weight() const;

private:
    struct Compiled;
    explicit MuxPattern(std::shared_ptr<const Compiled> compiled);

    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace gw::spec
