// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <string>

namespace gw::chain {

// May this key use this API in this version (reference E1)? A session without access rights may use
// every API; not one with policies, which may give it rights to others only.
class AccessRightsCheck final : public Step {
public:
    AccessRightsCheck(std::string_view apiId, bool isVersioned)
        : m_apiId(apiId)
        , m_isVersioned(isVersioned)
    {
    }

    [[nodiscard]] std::string_view name() const override { return "AccessRightsCheck"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    std::string m_apiId;
    bool m_isVersioned;
};

// May this key use this path with this method (allowed_urls of its access rights)?
class GranularAccess final : public Step {
public:
    explicit GranularAccess(std::string_view apiId)
        : m_apiId(apiId)
    {
    }

    [[nodiscard]] std::string_view name() const override { return "GranularAccessMiddleware"; }
    [[nodiscard]] StepResult process(RequestContext &context) const override;

private:
    std::string m_apiId;
};

} // namespace gw::chain
