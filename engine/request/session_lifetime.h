// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace gw::request {

struct ApiFacts;
struct Session;

// How long a session is kept that a plugin of the API has stored at that time (reference F4):
// session_lifetime of the session, else of the API, or the gateway's where that is forced. Zero:
// as long as the gateway runs.
[[nodiscard]] std::chrono::seconds lifetimeOf(const Session &session, const ApiFacts &api,
                                              std::chrono::system_clock::time_point now);

} // namespace gw::request
