// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gw::requests {

// What an option of curl becomes in a request.
enum class CurlMeaning : unsigned char {
    Method,
    Url,
    UrlQuery,
    HeaderField,
    HeaderValue, // a header by its name: `detail`
    Referer,
    Bearer,
    Cookie,
    DataText,    // @file, without line ends
    DataRaw,     // no @
    DataBinary,  // @file as it is
    DataEncoded, // --data-urlencode
    DataJson,    // --json
    FormPart,    // -F
    FormText,    // --form-string
    Upload,      // -T
    AsQuery,     // -G
    Head,        // -I
    User,
    ProxyUser,
    ProxyHeader,
    Next,        // --next: another request begins
    Flag,        // [Options] `detail`: true
    Option,      // [Options] `detail`: value
    Bytes,       // [Options] `detail`: a number that may have a unit, counted in 1024s
    Certificate, // file, maybe with a password
    SavedFile,   // -o
    NoPatterns,  // --globoff
    Seconds,     // [Options] `detail`: value in seconds, maybe with a fraction
    Range,
    Output,  // only about what curl prints or how it behaves as a program: `detail` says it
    Foreign, // a feature that requests do not have: `detail` says it
    Proxy,   // --proxy, --socks5, ...: `detail` is the scheme
};

struct CurlOption {
    std::string_view name; // without dashes
    char letter = 0;       // 0: none
    bool takesValue = false;
    CurlMeaning meaning = CurlMeaning::Foreign;
    std::string_view detail = {};
};

// Null when curl has no such option as far as this table knows. `--no-x` is not looked up here.
[[nodiscard]] const CurlOption *findCurlOption(std::string_view name);
[[nodiscard]] const CurlOption *findCurlOption(char letter);

} // namespace gw::requests
