// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/credential_mask.h"

#include "http/query_text.h"
#include "spec/auth_definition.h"

#include <algorithm>

namespace gw::proxy {

namespace {

constexpr std::string_view kMask = "****";

bool isListed(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view withoutBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

} // namespace

CredentialMask::CredentialMask(const spec::Authentication &authentication)
{
    for (const auto &[kind, config] : authentication.authConfigs) {
        const std::string name =
            config.authHeaderName.empty() ? "Authorization" : config.authHeaderName;
        if (!config.disableHeader) {
            m_headers.push_back(name);
        }
        if (config.useParam) {
            m_parameters.push_back(config.paramName.empty() ? name : config.paramName);
        }
        if (config.useCookie) {
            m_cookies.push_back(config.cookieName.empty() ? name : config.cookieName);
        }
    }
}

void CredentialMask::add(const CredentialMask &other)
{
    m_headers.insert(m_headers.end(), other.m_headers.begin(), other.m_headers.end());
    m_parameters.insert(m_parameters.end(), other.m_parameters.begin(), other.m_parameters.end());
    m_cookies.insert(m_cookies.end(), other.m_cookies.begin(), other.m_cookies.end());
}

std::string CredentialMask::query(std::string_view query) const
{
    const auto isSecret = [&](const http::QueryPart &part) {
        return std::any_of(m_parameters.begin(), m_parameters.end(),
                           [&](const std::string &name) { return http::isNamed(part, name); });
    };
    if (m_parameters.empty()) {
        return std::string(query);
    }
    std::string shown;
    for (const http::QueryPart &part : http::QueryParts(query)) {
        shown.append(shown.empty() ? "" : "&").append(part.name);
        if (part.hasEquals) {
            shown.append("=").append(isSecret(part) ? kMask : part.value);
        }
    }
    return shown;
}

std::string CredentialMask::target(std::string_view target) const
{
    const auto mark = target.find('?');
    std::string shown(target.substr(0, mark));
    if (mark != std::string_view::npos) {
        shown.append("?").append(query(target.substr(mark + 1)));
    }
    return shown;
}

std::string CredentialMask::fieldValue(const http::Field &field) const
{
    const auto isIt = [&](std::string_view name) {
        return http::equalsIgnoreCase(field.name, name);
    };
    if (isIt("Authorization") || isIt("Proxy-Authorization") ||
        std::any_of(m_headers.begin(), m_headers.end(), isIt)) {
        return std::string(kMask);
    }
    return isIt("Cookie") && !m_cookies.empty() ? cookies(field.value) : std::string(field.value);
}

std::string CredentialMask::cookies(std::string_view value) const
{
    std::string shown;
    while (!value.empty()) {
        const auto end = std::min(value.find(';'), value.size());
        const std::string_view cookie = withoutBlanks(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
        const auto equals = std::min(cookie.find('='), cookie.size());
        const std::string_view name = withoutBlanks(cookie.substr(0, equals));
        shown.append(shown.empty() ? "" : "; ");
        if (isListed(m_cookies, name)) {
            shown.append(name).append("=").append(kMask);
        } else {
            shown.append(cookie);
        }
    }
    return shown;
}

} // namespace gw::proxy
