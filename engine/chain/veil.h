// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

// What stands where the definition looks for credentials: steps before authentication handle it
// too.
[[nodiscard]] std::vector<std::string> presentedKeys(const RequestContext &context);

// What of a request's values may be shown: neither that of a secret name, nor one that holds the
// request's key, which may stand in any field, in the query, or in what hooks made of them.
// Thread: the request's worker.
class Veil final {
public:
    // What stands for a value that is not shown.
    static constexpr std::string_view kHidden = "(hidden)";
    // Of several such values where each is to be told from the others: "(hidden)", "(hidden-2)", …
    [[nodiscard]] static std::string hidden(std::size_t number);
    [[nodiscard]] static bool isHidden(std::string_view text); // it is one of these

    // keys: that the request presents, as read at one time or more.
    Veil(const RequestContext &context, std::initializer_list<std::vector<std::string>> keys);

    [[nodiscard]] std::string over(std::string_view value) const;
    [[nodiscard]] std::string overField(std::string_view name, std::string_view value) const;
    [[nodiscard]] std::string overVariable(std::string_view name, std::string_view value) const;

private:
    [[nodiscard]] bool holdsKey(std::string_view value) const;

    std::vector<std::string> m_keys;
};

} // namespace gw::chain
