// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/access_rights.h"

#include "chain/endpoint_matcher.h"
#include "request/access_rights.h"

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

// Rights may also come from policies, which are not read yet: such a key is not one without.
bool hasNoRights(const RequestContext &context)
{
    return !context.session ||
           (context.session->accessRightsJson.empty() && context.session->applyPolicies.empty());
}

std::shared_ptr<const request::ApiRights> rightsOf(const RequestContext &context,
                                                   std::string_view apiId)
{
    return context.services.rights.find(context.session->accessRightsJson, apiId);
}

bool hasAllowedUrl(const PathForms &forms, std::string_view method,
                   const request::ApiRights &rights)
{
    return std::any_of(rights.allowedUrls.begin(), rights.allowedUrls.end(),
                       [&](const request::AllowedUrl &allowed) {
                           return std::find(allowed.methods.begin(), allowed.methods.end(),
                                            method) != allowed.methods.end() &&
                                  forms.matchAny(allowed.pattern);
                       });
}

// The upstream may take "//x" and "/a/../x" for "/x": both spellings must be allowed.
bool isOpen(const RequestContext &context, const request::ApiRights &rights)
{
    const std::string_view method = context.exchange.request().method;
    const std::optional<PathForms> clean = PathForms::cleaned(context);
    return hasAllowedUrl(PathForms(context), method, rights) &&
           (!clean || hasAllowedUrl(*clean, method, rights));
}

} // namespace

StepResult AccessRightsCheck::process(RequestContext &context) const
{
    if (context.isIgnored || hasNoRights(context)) {
        return StepResult::proceed();
    }
    const auto rights = rightsOf(context, m_apiId);
    if (!rights) {
        return refuse(context, kApiDisallowed,
                      context.session->accessRightsJson.empty()
                          ? "the key has policies, which are not read yet, and no access rights"
                          : "the key's access rights do not name this API");
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
    const auto rights = rightsOf(context, m_apiId);
    if (!rights || !rights->isRestricted) {
        return StepResult::proceed();
    }
    return isOpen(context, *rights)
               ? StepResult::proceed()
               : refuse(context, kResourceDisallowed, "no allowed_urls entry matches");
}

} // namespace gw::chain
