// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/control_access.h"

#include "requests/template_text.h"

#include <algorithm>
#include <array>

namespace gw::requests {

namespace {

constexpr std::string_view kControlPath = "/tyk/";

// Compared as text: what two readers of URLs take apart differently does not pass.
bool isControlUrl(std::string_view url, const std::string &address)
{
    if (address.empty() || !url.starts_with(address)) {
        return false;
    }
    url.remove_prefix(address.size());
    const std::string_view path = url.substr(0, url.find_first_of("?#"));
    return path.starts_with(kControlPath) && path.find("..") == std::string_view::npos &&
           path.find_first_of("%\\") == std::string_view::npos;
}

bool isHarmless(const Line &option)
{
    constexpr std::array<std::string_view, 8> kNames = {
        "delay", "max-time", "repeat", "retry", "retry-interval", "skip", "verbose", "very-verbose",
    };
    return option.state != Line::State::Active ||
           std::ranges::find(kNames, option.name) != kNames.end();
}

} // namespace

bool offerSecret(const Request &request, const ControlAccess &access, Variables &variables)
{
    if (access.secret.empty() || variables.contains(kSecretVariable)) {
        return false;
    }
    const auto url = expand(request.url, Spelling::Escaped, variables);
    const bool isHarmlessRequest =
        std::ranges::all_of(request.sections, [](const Section &section) {
            return section.kind != SectionKind::Options ||
                   std::ranges::all_of(section.lines, isHarmless);
        });
    if (!url || !isControlUrl(*url, access.url) || !isHarmlessRequest) {
        return false;
    }
    variables.insert_or_assign(kSecretVariable, Value{access.secret});
    return true;
}

} // namespace gw::requests
