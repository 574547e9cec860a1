// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/validate_json.h"

#include "spec/api_definition.h"

namespace gw::chain {

Expected<std::unique_ptr<ValidateJson>> ValidateJson::compile(const spec::ApiDefinition &definition,
                                                              const spec::GatewayConfig &config)
{
    auto step = std::make_unique<ValidateJson>();
    for (const spec::VersionInfo &version : definition.versionData.versions) {
        EndpointList<Rule> list;
        for (const spec::JsonValidation &entry : version.extendedPaths.validateJson) {
            if (!version.useExtendedPaths || entry.disabled || entry.schema.empty()) {
                continue;
            }
            auto schema = spec::JsonSchema::compile(entry.schema);
            if (!schema) {
                schema.error().where = "validate_json " + entry.path + schema.error().where;
                return tl::unexpected(std::move(schema.error()));
            }
            const bool isError = entry.errorResponseCode >= 400 && entry.errorResponseCode <= 599;
            Rule rule{std::move(*schema), isError ? entry.errorResponseCode : 422};
            if (auto added = list.add(entry, pathOptions(version, config), std::move(rule));
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

const ValidateJson::Rule *ValidateJson::find(const RequestContext &context) const
{
    const EndpointList<Rule> *list = m_versions.find(context);
    return list ? list->find(context) : nullptr;
}

bool ValidateJson::isBodyNeeded(const RequestContext &context) const
{
    return find(context) != nullptr;
}

StepResult ValidateJson::process(RequestContext &context) const
{
    const Rule *rule = find(context);
    if (!rule) {
        return StepResult::proceed();
    }
    const auto problems = rule->schema.validate(context.requestBody.bytes);
    if (!problems) {
        context.note = problems.error().what;
        return StepResult::fail(400, "JSON parsing error: " + problems.error().what);
    }
    if (problems->empty()) {
        return StepResult::proceed();
    }
    std::string message;
    for (const std::string &problem : *problems) {
        message += message.empty() ? problem : "; " + problem;
    }
    context.note = "the body does not keep to the schema";
    return StepResult::fail(rule->status, message);
}

} // namespace gw::chain
