// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/api_facts.h"

namespace gw::runtime {

// What requests and hooks see of an API. text: of the definition, as it is stored.
[[nodiscard]] request::ApiFacts makeFacts(std::shared_ptr<const spec::ApiDefinition> definition,
                                          const std::string &text,
                                          std::shared_ptr<const request::GatewaySettings> settings);

} // namespace gw::runtime
