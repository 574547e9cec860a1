// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/code_export.h"

#include "base/ascii.h"

#include <algorithm>

namespace gw::requests {

std::vector<std::string_view> codeTargetNames()
{
    return {"curl", "HTTPie",      "wget",    "Python requests", "JavaScript fetch",
            "Go",   "C++ libcurl", "Raw HTTP"};
}

std::string exportCode(const HttpRequest &request, CodeTarget target)
{
    switch (target) {
    case CodeTarget::Curl:
        break;
    case CodeTarget::Httpie:
        return exportHttpie(request);
    case CodeTarget::Wget:
        return exportWget(request);
    case CodeTarget::Python:
        return exportPython(request);
    case CodeTarget::JavaScript:
        return exportJavaScript(request);
    case CodeTarget::Go:
        return exportGo(request);
    case CodeTarget::Cpp:
        return exportCpp(request);
    case CodeTarget::Raw:
        return exportRaw(request);
    }
    return exportCurl(request);
}

HttpRequest withAnnouncedBody(HttpRequest request)
{
    if (std::holds_alternative<std::monostate>(request.body) && wantsBody(request.method)) {
        request.body = std::string();
    }
    return request;
}

Credentials credentialsOf(const TransferOptions &options)
{
    if (options.user.empty()) {
        return Credentials::None;
    }
    if (!options.awsSigV4.empty()) {
        return Credentials::Unusual;
    }
    switch (options.authScheme) {
    case AuthScheme::Basic:
        return Credentials::Basic;
    case AuthScheme::Digest:
        return Credentials::Digest;
    default:
        return Credentials::Unusual;
    }
}

std::pair<std::string, std::string> nameAndPassword(const std::string &user)
{
    const std::size_t colon = std::min(user.find(':'), user.size());
    return {user.substr(0, colon), user.substr(std::min(colon + 1, user.size()))};
}

std::vector<Header> withoutEqualNames(const std::vector<Header> &headers)
{
    std::vector<Header> merged;
    for (const Header &header : headers) {
        const auto before = std::ranges::find_if(merged, [&header](const Header &other) {
            return equalIgnoringCase(other.first, header.first);
        });
        if (before == merged.end()) {
            merged.push_back(header);
        } else {
            before->second += (equalIgnoringCase(header.first, "Cookie") ? "; " : ", ");
            before->second += header.second;
        }
    }
    return merged;
}

} // namespace gw::requests
