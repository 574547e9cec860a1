// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/access_rights.h"

#include "chain/endpoint_matcher.h"
#include "chain/session_rights.h"

#include <algorithm>

namespace gw::chain {

namespace {

constexpr std::string_view kApiDisallowed = "Access to this API has been disallowed";
constexpr std::string_view kResourceDisallowed = "Access to this resource has been disallowed";

StepResult refuse(RequestContext &context, std::string_view message, std::string_view note)
{
    context.note = note;
    return StepResult::fail(403, message);
}

bool hasNoRights(const RequestContext &context)
{
    return !context.session || context.session->accessRightsJson.empty();
}

bool isAllowed(const RequestContext &context, const AllowedUrl &allowed)
{
    const std::string_view method = context.exchange.request().method;
    if (std::find(allowed.methods.begin(), allowed.methods.end(), method) ==
        allowed.methods.end()) {
        return false;
    }
    // Keys come and go while the snapshot lives, so their patterns cannot be compiled with it.
    const auto pattern = spec::PathPattern::compile(allowed.url, {});
    return pattern && PathForms(context).matchAny(*pattern);
}

} // namespace

StepResult AccessRightsCheck::process(RequestContext &context) const
{
    if (context.isIgnored || hasNoRights(context)) {
        return StepResult::proceed();
    }
    const auto rights = readRights(context.session->accessRightsJson, m_apiId);
    if (!rights) {
        return refuse(context, kApiDisallowed, "the key's access rights do not name this API");
    }
    const auto &versions = rights->versions;
    if (m_isVersioned &&
        std::find(versions.begin(), versions.end(), context.versionName) == versions.end()) {
        return refuse(context, kApiDisallowed, "the key's access rights do not name this version");
    }
    return StepResult::proceed();
}

StepResult GranularAccess::process(RequestContext &context) const
{
    if (context.isIgnored || hasNoRights(context)) {
        return StepResult::proceed();
    }
    const auto rights = readRights(context.session->accessRightsJson, m_apiId);
    if (!rights || rights->allowedUrls.empty()) {
        return StepResult::proceed();
    }
    const bool isOpen =
        std::any_of(rights->allowedUrls.begin(), rights->allowedUrls.end(),
                    [&](const AllowedUrl &allowed) { return isAllowed(context, allowed); });
    return isOpen ? StepResult::proceed()
                  : refuse(context, kResourceDisallowed, "no allowed_urls entry matches");
}

} // namespace gw::chain
