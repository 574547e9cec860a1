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

// With the empty body that is announced for methods which want one: libcurl does that only when it
// is told.
[[nodiscard]] HttpRequest withAnnouncedBody(HttpRequest request);

// Comments about options, in curl's words: each on one line. `rest` is without what the program
// has words for.
[[nodiscard]] std::string notExpressed(const TransferOptions &rest, std::string_view mark);
// A comment about one thing. Whatever it is called, it stays on its line: what is copied is run.
[[nodiscard]] std::string notExpressed(const std::string &what, std::string_view mark);

// Which credentials go out with a request.
enum class Credentials : std::uint8_t { None, Basic, Digest, Unusual };
[[nodiscard]] Credentials credentialsOf(const TransferOptions &options);
// "name:password" taken apart.
[[nodiscard]] std::pair<std::string, std::string> nameAndPassword(const std::string &user);

// For programs that hold one value for each name: values of equal names with a comma between, which
// means the same to a server.
[[nodiscard]] std::vector<Header> withoutEqualNames(const std::vector<Header> &headers);

} // namespace gw::requests
