// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/transform_method.h"

#include "spec/api_definition.h"

#include <algorithm>
#include <array>

namespace gw::chain {

namespace {

// In upper case; empty when it is not one of those that Tyk knows here.
std::string supportedMethod(std::string_view method)
{
    constexpr std::array<std::string_view, 6> kMethods{"GET",    "POST",    "PUT",
                                                       "DELETE", "OPTIONS", "PATCH"};
    const auto place = std::find_if(kMethods.begin(), kMethods.end(), [&](std::string_view known) {
        return http::equalsIgnoreCase(known, method);
    });
    return place == kMethods.end() ? std::string() : std::string(*place);
}

} // namespace

Expected<std::unique_ptr<TransformMethod>>
TransformMethod::compile(const spec::ApiDefinition &definition, const spec::GatewayConfig &config)
{
    auto step = std::make_unique<TransformMethod>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        EndpointList<std::string> list;
        for (const spec::MethodTransform &entry : version.extendedPaths.methodTransforms) {
            if (!version.useExtendedPaths) {
                break;
            }
            if (auto added =
                    list.add(entry, pathOptions(version, config), supportedMethod(entry.toMethod));
                !added) {
                return tl::unexpected(std::move(added.error()));
            }
        }
        if (!list.isEmpty()) {
            step->m_versions.add(version, std::move(list));
        }
    }
    if (step->m_versions.isEmpty()) {
        return nullptr;
    }
    return step;
}

StepResult TransformMethod::process(RequestContext &context) const
{
    const EndpointList<std::string> *list = m_versions.find(context);
    const std::string *method = list ? list->find(context) : nullptr;
    if (!method) {
        return StepResult::proceed();
    }
    if (method->empty()) {
        return StepResult::fail(405, "Method not allowed");
    }
    context.outgoingMethod = *method;
    return StepResult::proceed();
}

} // namespace gw::chain
