// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace gw::telemetry {

// Names of events, each once, at addresses that stay: rings carry the addresses. There are as many
// as there are kinds of steps and plugin hooks, so nothing is ever taken out. Thread: one; what it
// points to may be read by any.
class EventNames final {
public:
    [[nodiscard]] const std::string *intern(std::string_view name)
    {
        const auto known = m_names.find(name);
        return known != m_names.end() ? &*known : &*m_names.emplace(name).first;
    }

private:
    std::set<std::string, std::less<>> m_names;
};

} // namespace gw::telemetry
