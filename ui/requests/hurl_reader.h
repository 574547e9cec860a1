// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/hurl_file.h"

namespace gw::requests {

// Whether a request with this method can be read again: capital letters, as in Hurl's grammar, and
// behind the first one also digits, '-' and '_' ("M-SEARCH").
[[nodiscard]] bool isHurlMethod(std::string_view method);
// Reads Hurl's documented grammar, captures and assertions included. name: the file, for messages,
// which say line, column and what is expected there. Nothing is repaired silently.
[[nodiscard]] Expected<HurlFile> readHurl(std::string_view text, const std::string &name = {});
// From the disk; files above 64 MiB are refused.
[[nodiscard]] Expected<HurlFile> readHurlFile(const std::string &path);

} // namespace gw::requests
