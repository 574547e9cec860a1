// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/session.h"

#include <optional>
#include <string_view>

namespace gw::chain {

// Where keys are looked up. Never blocks on a disk or a network. Thread: any.
class SessionStore {
public:
    // The key in one of the forms under which it may be stored; see TokenForms.
    [[nodiscard]] virtual std::optional<request::Session> find(std::string_view key) = 0;

protected:
    ~SessionStore() = default;
};

} // namespace gw::chain
