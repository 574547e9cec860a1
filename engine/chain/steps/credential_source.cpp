// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/credential_source.h"

#include "chain/cookie_text.h"
#include "http/query_text.h"
#include "spec/auth_definition.h"

namespace gw::chain {

CredentialSource::CredentialSource(const spec::AuthConfig &config)
{
    const std::string name =
        config.authHeaderName.empty() ? "Authorization" : config.authHeaderName;
    if (!config.disableHeader) {
        m_header = name;
    }
    if (config.useParam) {
        m_parameter = config.paramName.empty() ? name : config.paramName;
    }
    if (config.useCookie) {
        m_cookie = config.cookieName.empty() ? name : config.cookieName;
    }
}

std::string_view CredentialSource::find(const request::RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    std::string_view found;
    if (!m_header.empty()) {
        found = request.fields.value(m_header);
    }
    if (!m_parameter.empty()) {
        const auto value = http::queryValue(request.query(), m_parameter);
        if (value && !value->empty()) {
            found = context.exchange.arena().copy(*value);
        }
    }
    if (!m_cookie.empty()) {
        const std::string_view value = cookieValue(request.fields, m_cookie);
        if (!value.empty()) {
            found = value;
        }
    }
    return found;
}

std::vector<std::string> CredentialSource::all(const request::RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    std::vector<std::string> values;
    const auto addNamed = [&values](const auto &pairs, std::string_view name) {
        for (const auto &[key, value] : pairs) {
            if (key == name && !value.empty()) {
                values.emplace_back(value);
            }
        }
    };
    for (const http::Field &field : request.fields) {
        if (!m_header.empty() && http::equalsIgnoreCase(field.name, m_header) &&
            !field.value.empty()) {
            values.emplace_back(field.value);
        }
    }
    if (!m_parameter.empty()) {
        addNamed(http::queryValues(request.query()), m_parameter);
    }
    if (!m_cookie.empty()) {
        addNamed(cookieValues(request.fields), m_cookie);
    }
    return values;
}

void CredentialSource::strip(request::RequestContext &context) const
{
    http::RequestHead &request = context.exchange.request();
    if (!m_header.empty()) {
        request.fields.remove(m_header);
    }
    if (!m_parameter.empty() && http::queryValue(request.query(), m_parameter)) {
        request.target = context.exchange.arena().copy(
            http::targetWithoutParameter(request.target, m_parameter));
    }
    if (!m_cookie.empty()) {
        removeCookie(request.fields, m_cookie);
    }
}

} // namespace gw::chain
