// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/cors.h"

#include "base/ascii.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::chain {

namespace {

// Leaves out what is no header name.
std::string joined(const std::vector<std::string> &names)
{
    std::string list;
    for (const std::string &name : names) {
        if (http::isFieldName(name)) {
            list += list.empty() ? name : ", " + name;
        }
    }
    return list;
}

} // namespace

CorsStep::CorsStep(const spec::Cors &settings)
    : m_exposed(joined(settings.exposedHeaders))
    , m_maxAge(settings.maxAge > 0 ? std::to_string(settings.maxAge) : std::string())
    , m_allowsCredentials(settings.allowCredentials)
{
    m_allowsAllOrigins = settings.allowedOrigins.empty();
    for (const std::string &origin : settings.allowedOrigins) {
        const std::string lower = lowerAscii(origin);
        const auto star = lower.find('*');
        if (lower == "*") {
            m_allowsAllOrigins = true;
        } else if (star == std::string::npos) {
            m_origins.push_back(lower);
        } else {
            m_wildcards.push_back({lower.substr(0, star), lower.substr(star + 1)});
        }
    }
    for (const std::string &method : settings.allowedMethods) {
        m_methods.push_back(upperAscii(method));
    }
    if (m_methods.empty()) {
        m_methods = {"GET", "POST", "HEAD"};
    }
    m_headers = settings.allowedHeaders;
    m_allowsAllHeaders = std::find(m_headers.begin(), m_headers.end(), "*") != m_headers.end();
    if (m_headers.empty()) {
        m_headers = {"Accept", "Content-Type", "X-Requested-With"};
    }
    m_headers.emplace_back("Origin"); // some browsers ask for it always
}

bool CorsStep::isOriginAllowed(std::string_view origin) const
{
    if (m_allowsAllOrigins) {
        return true;
    }
    const std::string lower = lowerAscii(origin);
    return std::find(m_origins.begin(), m_origins.end(), lower) != m_origins.end() ||
           std::any_of(m_wildcards.begin(), m_wildcards.end(), [&](const Wildcard &wildcard) {
               return lower.size() >= wildcard.prefix.size() + wildcard.suffix.size() &&
                      lower.starts_with(wildcard.prefix) && lower.ends_with(wildcard.suffix);
           });
}

bool CorsStep::isMethodAllowed(std::string_view method) const
{
    return method == "OPTIONS" ||
           std::find(m_methods.begin(), m_methods.end(), method) != m_methods.end();
}

bool CorsStep::areHeadersAllowed(std::string_view list) const
{
    while (!m_allowsAllHeaders && !list.empty()) {
        const auto comma = list.find(',');
        const std::string_view name = trimmed(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
        const bool isKnown =
            std::any_of(m_headers.begin(), m_headers.end(), [&](const std::string &header) {
                return http::equalsIgnoreCase(header, name);
            });
        if (!name.empty() && !isKnown) {
            return false;
        }
    }
    return true;
}

void CorsStep::allowOrigin(RequestContext &context, std::string_view origin) const
{
    http::FieldList &fields = context.exchange.response().fields;
    fields.set("Access-Control-Allow-Origin", m_allowsAllOrigins ? std::string_view("*") : origin);
    if (m_allowsCredentials) {
        fields.set("Access-Control-Allow-Credentials", "true");
    }
}

void CorsStep::answerPreflight(RequestContext &context) const
{
    const http::FieldList &request = context.exchange.request().fields;
    http::FieldList &fields = context.exchange.response().fields;
    // Caches must tell preflights apart also where the answer is a refusal.
    fields.add("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    const std::string_view origin = request.value("Origin");
    const std::string method = upperAscii(request.value("Access-Control-Request-Method"));
    const std::string_view headers = trimmed(request.value("Access-Control-Request-Headers"));
    if (origin.empty() || !isOriginAllowed(origin) || !isMethodAllowed(method) ||
        !areHeadersAllowed(headers)) {
        context.note = "preflight refused";
        return;
    }
    allowOrigin(context, origin);
    fields.set("Access-Control-Allow-Methods", method);
    if (!headers.empty()) {
        fields.set("Access-Control-Allow-Headers", headers);
    }
    if (!m_maxAge.empty()) {
        fields.set("Access-Control-Max-Age", m_maxAge);
    }
    context.note = "preflight allowed";
}

void CorsStep::markAnswer(RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    http::FieldList &fields = context.exchange.response().fields;
    fields.add("Vary", "Origin");
    const std::string_view origin = request.fields.value("Origin");
    if (origin.empty() || !isOriginAllowed(origin) || !isMethodAllowed(request.method)) {
        return;
    }
    allowOrigin(context, origin);
    if (!m_exposed.empty()) {
        fields.set("Access-Control-Expose-Headers", m_exposed);
    }
}

StepResult CorsStep::process(RequestContext &context) const
{
    const http::RequestHead &request = context.exchange.request();
    const bool isPreflight = request.method == "OPTIONS" &&
                             !request.fields.value("Access-Control-Request-Method").empty();
    if (!isPreflight) {
        markAnswer(context);
        return StepResult::proceed();
    }
    answerPreflight(context);
    context.exchange.response().status = 204;
    context.doNotTrack = true;
    return StepResult::respond();
}

} // namespace gw::chain
