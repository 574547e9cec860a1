// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/field_list.h"

#include <string_view>
#include <utility>
#include <vector>

// The cookies of a request (RFC 6265, section 4.2): "a=1; b=2", in one or more fields.
namespace gw::chain {

// Quotes around the value are left out. Empty when there is no such cookie.
[[nodiscard]] std::string_view cookieValue(const http::FieldList &fields, std::string_view name);

// All of them in their order.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>>
cookieValues(const http::FieldList &fields);

// Takes the cookie out; the others are joined to one field.
void removeCookie(http::FieldList &fields, std::string_view name);

} // namespace gw::chain
