// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// Texts that curl's options take apart. What a file cannot say goes to the notes.

// "@name": what curl reads from a file.
[[nodiscard]] bool isFileArgument(std::string_view text);

// "name=text", "name=@file;type=text/plain", "name=<file", with quotes: a line of [Multipart].
[[nodiscard]] std::optional<Line> curlFormLine(const std::string &text,
                                               std::vector<std::string> &notes);
// A part of a form that is this text, also where it looks like the name of a file.
[[nodiscard]] std::string partText(const std::string &text);

// "text", "=text", "name=text" as --data-urlencode encodes them, with %20 for a blank; no value for
// what is in a file: "@file", "name@file".
[[nodiscard]] std::optional<std::string> urlEncodedData(const std::string &text);

// The URL that a command asks for.
struct CurlUrl {
    std::string given;
    std::vector<std::string> query; // pieces that are added
    std::string upload;             // the file, whose name a URL without one gets; may be empty
    bool hasPatterns = true;        // no --globoff

    [[nodiscard]] std::string text(std::vector<std::string> &notes) const;
};

} // namespace gw::requests
