// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of plugin.h measured in ABI 1.0. They grow at their end: a library that was built
// with an older 1.x is as welcome as ever, and later members are read where struct_size reaches.
#pragma once

#include <gatewright/plugin.h>

#include <cstddef>

namespace gw::plugin {

inline constexpr std::size_t kLeastInfoSize =
    offsetof(gw_plugin_info, build_id) + sizeof(gw_plugin_info::build_id);
inline constexpr std::size_t kLeastRequestSize =
    offsetof(gw_http_request, timeout_ms) + sizeof(gw_http_request::timeout_ms);
inline constexpr std::size_t kLeastReplySize =
    offsetof(gw_http_reply, body) + sizeof(gw_http_reply::body);

} // namespace gw::plugin
