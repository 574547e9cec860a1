// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/http_request.h"
#include "requests/hurl_file.h"
#include "requests/value.h"

namespace gw::requests {

// The bytes that a body of a Hurl file stands for, and the Content-Type that goes with it (empty:
// none). Files are named relative to `folder`.
struct PreparedBody {
    RequestBody body;
    std::string contentType;
};
[[nodiscard]] Expected<PreparedBody> prepareBody(const Body &body, const Variables &variables,
                                                 const std::string &folder);

// Fails for a path that is not below `root`, links followed.
[[nodiscard]] Expected<void> checkBelow(const std::string &root, const std::string &path);

// The path that a Hurl file means.
[[nodiscard]] std::string resolvedPath(const std::string &folder, const std::string &path);

} // namespace gw::requests
