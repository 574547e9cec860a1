// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/gateway_trace.h"
#include "requests/hurl_file.h"
#include "requests/transfer_result.h"
#include "requests/value.h"

namespace gw::requests {

// One thing that an entry says about its response, and whether it is so.
struct Check {
    enum class State : std::uint8_t { Passed, Failed, NotChecked };

    std::string text; // as the file spells it
    int line = 0;
    State state = State::Passed;
    std::string reason; // unless it passed
    bool isGatewayFact = false;
};

// Evaluates what the entry expects: version, status, headers, body, assertions, facts about the
// gateway. Captured values go to the variables, also when something fails, so that one run tells
// everything. Without a record, facts about the gateway are not checked.
[[nodiscard]] std::vector<Check> checkEntry(const Entry &entry, const TransferResult &transfer,
                                            Variables &variables, const TrafficRecord *record);

// Values that the entry captured with `redact`: they are in no log or report.
[[nodiscard]] std::vector<std::string> redactedValues(const Entry &entry,
                                                      const Variables &variables);

[[nodiscard]] bool hasFailed(const std::vector<Check> &checks);
[[nodiscard]] bool hasGatewayFacts(const Entry &entry);

} // namespace gw::requests
