// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "spec/json_document.h"

#include <optional>
#include <string>
#include <string_view>

namespace gw::control {

// Members of one object that somebody sent. The first that is wrong is kept; names compare without
// case, and null counts as absent.
class MemberReader final {
public:
    // where: of the object within what was sent, as in "breakpoints[1]".
    MemberReader(const spec::JsonValue &object, std::string where);

    [[nodiscard]] std::optional<spec::JsonValue> member(std::string_view name) const;
    [[nodiscard]] std::string placeOf(std::string_view name) const;
    void fail(std::string_view name, std::string what, std::string remedy = {});

    // Nothing where the member is absent, or of another type, which is a failure.
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::optional<bool> boolean(std::string_view name);
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);

    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

private:
    const spec::JsonValue m_object;
    const std::string m_where;
    std::optional<Error> m_problem;
};

} // namespace gw::control
