// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/http_request.h"
#include "requests/hurl_file.h"
#include "requests/value.h"

#include <string>
#include <vector>

namespace gw::requests {

// What an entry's [Options] say about the run rather than the transfer.
struct RunOptions {
    int repeat = 1;
    int retries = 0; // -1: until it succeeds
    std::chrono::milliseconds retryInterval{1000};
    std::chrono::milliseconds delay{0};
    bool isSkipped = false;
    bool isVerbose = false;
    std::string output; // file for the response's body
};

struct PreparedRequest {
    HttpRequest http;
    RunOptions run;
};

struct BuildContext {
    Variables variables;
    std::string folder;       // files are named relative to it
    TransferOptions defaults; // [Options] go on top
};

// Variables that [Options] of the request set are added to the context. Fails for a variable
// without a value, an unknown option, a body that cannot be made.
[[nodiscard]] Expected<PreparedRequest> prepareRequest(const Request &request,
                                                       BuildContext &context);

// Names of the variables that the request needs and that have no value.
[[nodiscard]] std::vector<std::string> unresolvedVariables(const Request &request,
                                                           const Variables &variables);

// "a%20b"
[[nodiscard]] std::string percentEncoded(std::string_view text);

// The names that [Options] knows.
[[nodiscard]] const std::vector<std::string_view> &optionNames();

constexpr std::string_view kFileMark = "file,";

// "file,name; type" of a part, all of it as it is spelled; no value when it is plain text.
struct FileReference {
    std::string path;
    std::string contentType;
};
[[nodiscard]] std::optional<FileReference> fileReferenceOf(std::string_view spelled);

} // namespace gw::requests
