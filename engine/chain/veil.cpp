// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/veil.h"

#include "chain/steps/credential_source.h"
#include "http/query_text.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::chain {

namespace {

// Credentials never leave the engine by way of a trace.
bool isSecretField(std::string_view name)
{
    constexpr std::string_view kSecrets[] = {"authorization", "cookie", "set-cookie",
                                             "proxy-authorization", "x-tyk-authorization"};
    return std::any_of(std::begin(kSecrets), std::end(kSecrets), [&](std::string_view secret) {
        return http::equalsIgnoreCase(secret, name);
    });
}

// Context variables repeat credentials: "headers_Authorization", "cookies_<name>", "token".
bool isSecretVariable(std::string_view name)
{
    constexpr std::string_view kHeader = "headers_";
    std::string header(name.starts_with(kHeader) ? name.substr(kHeader.size()) : "");
    std::replace(header.begin(), header.end(), '_', '-');
    return name == "token" || name.starts_with("cookies_") || isSecretField(header);
}

} // namespace

std::vector<std::string> presentedKeys(const RequestContext &context)
{
    std::vector<std::string> keys;
    if (context.api == nullptr || context.api->definition == nullptr) {
        return keys;
    }
    for (const auto &[kind, config] : context.api->definition->authentication.authConfigs) {
        for (const std::string &value : CredentialSource(config).all(context)) {
            const std::string key =
                value.substr(value.rfind(' ') + 1); // npos + 1 is 0: no "Bearer"
            if (!key.empty()) {
                keys.push_back(key);
            }
        }
    }
    return keys;
}

Veil::Veil(const RequestContext &context, std::initializer_list<std::vector<std::string>> keys)
    : m_keys(context.formerTokens)
{
    m_keys.push_back(context.authToken);
    for (const std::vector<std::string> &some : keys) {
        m_keys.insert(m_keys.end(), some.begin(), some.end());
    }
}

std::string Veil::hidden(std::size_t number)
{
    std::string text(kHidden);
    return number < 2 ? text : text.insert(text.size() - 1, "-" + std::to_string(number));
}

bool Veil::isHidden(std::string_view text)
{
    constexpr std::string_view kStart = kHidden.substr(0, kHidden.size() - 1);
    if (!text.starts_with(kStart) || !text.ends_with(')')) {
        return false;
    }
    const std::string_view middle = text.substr(kStart.size(), text.size() - kHidden.size());
    return middle.empty() ||
           (middle.starts_with('-') && middle.find_first_not_of("0123456789", 1) == middle.npos);
}

std::string Veil::over(std::string_view value) const
{
    const bool isHidden =
        holdsKey(value) || holdsKey(http::percentDecoded(value, http::Plus::IsSpace));
    return std::string(isHidden ? kHidden : value);
}

std::string Veil::overField(std::string_view name, std::string_view value) const
{
    return isSecretField(name) ? std::string(kHidden) : over(value);
}

std::string Veil::overVariable(std::string_view name, std::string_view value) const
{
    return isSecretVariable(name) ? std::string(kHidden) : over(value);
}

bool Veil::holdsKey(std::string_view value) const
{
    return std::any_of(m_keys.begin(), m_keys.end(), [&](const std::string &key) {
        return !key.empty() && value.find(key) != std::string_view::npos;
    });
}

} // namespace gw::chain
