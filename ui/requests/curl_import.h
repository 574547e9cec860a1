// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/hurl_file.h"

#include <string>
#include <vector>

namespace gw::requests {

struct CurlImport {
    Request request;
    std::vector<Request> further; // those behind --next
    // What the requests cannot say: each option that is unknown or has no counterpart, with the
    // reason. Nothing of a command is dropped without a line here.
    std::vector<std::string> notes;
};

// Whether a text looks like a curl command.
[[nodiscard]] bool isCurlCommand(std::string_view text);
// Fails for open quotes, a missing URL, an option without its value.
[[nodiscard]] Expected<CurlImport> importCurl(std::string_view command);

} // namespace gw::requests
