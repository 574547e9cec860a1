// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/http_request.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

enum class CodeTarget : std::uint8_t { Curl, Httpie, Wget, Python, JavaScript, Go, Cpp, Raw };

// "curl", "HTTPie", "Python requests", ... in the order of the enumerators.
[[nodiscard]] std::vector<std::string_view> codeTargetNames();

// The request as a program would send it. What the target cannot express stands in a comment at its
// end.
[[nodiscard]] std::string exportCode(const HttpRequest &request, CodeTarget target);

[[nodiscard]] std::string exportCurl(const HttpRequest &request);
[[nodiscard]] std::string exportHttpie(const HttpRequest &request);
[[nodiscard]] std::string exportWget(const HttpRequest &request);
[[nodiscard]] std::string exportPython(const HttpRequest &request);
[[nodiscard]] std::string exportJavaScript(const HttpRequest &request);
[[nodiscard]] std::string exportGo(const HttpRequest &request);
[[nodiscard]] std::string exportCpp(const HttpRequest &request);
[[nodiscard]] std::string exportRaw(const HttpRequest &request);

// Options that were set and that only curl has words for; for the comment: each on one line.
[[nodiscard]] std::vector<std::string> unusualOptions(const TransferOptions &options);

} // namespace gw::requests
