// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/http_request.h"
#include "requests/hurl_file.h"
#include "requests/transfer_result.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::history {

// Whether a header, parameter, cookie or field of this name carries what opens something.
[[nodiscard]] bool isSecretName(std::string_view name);

// The request with a {{variable}} in the place of each secret that is written out in it:
// credentials by the names above, passwords, all cookies. Text of a body is left as it is.
[[nodiscard]] requests::Request withoutSecrets(requests::Request request);

// Hides what was secret in a request wherever it comes back: in the URL, in the response's head, in
// the body of an echo. Thread: any (immutable).
class SecretMask final {
public:
    SecretMask(const requests::HttpRequest &sent, const requests::TransferResult &result);

    // With "****" for each of them.
    [[nodiscard]] std::string masked(std::string text) const;
    // The URL's parameters with such names too.
    [[nodiscard]] std::string maskedUrl(const std::string &url) const;

private:
    void add(std::string_view secret);
    void addPairs(std::string_view text);
    void addFields(const requests::HttpRequest &sent);
    void addHeader(const requests::Header &header);

    std::vector<std::string> m_secrets; // the longest first
};

} // namespace gw::history
