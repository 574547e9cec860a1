// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/api_facts.h"

#include "spec/api_definition.h"

namespace gw::runtime {

request::ApiFacts makeFacts(std::shared_ptr<const spec::ApiDefinition> definition,
                            const std::string &text,
                            std::shared_ptr<const request::GatewaySettings> settings)
{
    request::ApiFacts facts;
    facts.id = definition->apiId;
    facts.name = definition->name;
    facts.orgId = definition->orgId;
    facts.listenPath = definition->proxy.listenPath;
    facts.isKeyless = definition->authentication.useKeyless;
    facts.doNotTrack = definition->doNotTrack;
    facts.configDataJson = definition->configData.empty() || definition->configDataDisabled
                               ? "{}"
                               : definition->configData;
    facts.definitionJson = std::make_shared<const std::string>(text);
    facts.definition = std::move(definition);
    facts.gateway = std::move(settings);
    return facts;
}

} // namespace gw::runtime
