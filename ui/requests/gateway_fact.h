// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/gateway_trace.h"
#include "requests/transfer_result.h"

#include <string>
#include <string_view>

namespace gw::requests {

// A statement of a "# gatewright:" comment about what the gateway did with the request:
//   plugin NAME ran | plugin NAME did not run
//   upstream was asked | upstream was not asked
//   header NAME reached upstream | header NAME did not reach upstream
//   header NAME was added by STEP
struct GatewayFact {
    enum class Kind : std::uint8_t { PluginRan, UpstreamAsked, HeaderReached, HeaderAdded };
    Kind kind = Kind::PluginRan;
    bool isNegated = false;
    std::string name; // of the plugin's symbol or the header
    std::string step; // of HeaderAdded
};

[[nodiscard]] Expected<GatewayFact> readGatewayFact(std::string_view text);

// Fails with what happened instead. The transfer tells which headers went to the gateway.
[[nodiscard]] Expected<void> checkGatewayFact(const GatewayFact &fact, const TrafficRecord &record,
                                              const TransferResult &transfer);

} // namespace gw::requests
