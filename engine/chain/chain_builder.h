// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/chain.h"
#include "chain/hook.h"
#include "chain/session_store.h"
#include "chain/text_template.h"

#include <string>
#include <vector>

namespace gw::spec {
struct GatewayConfig;
}

namespace gw::chain {

// What the chain of one API is made from. The chain refers to facts.definition and to the session
// store: both must outlive it.
struct ChainInputs {
    const request::ApiFacts &facts;
    const spec::GatewayConfig &config;
    HookFactory &hooks;
    SessionStore &sessions;
    const Secrets &secrets;
    // Why the API's bundle of hooks is not there, so that it answers 503; empty: nothing is
    // missing.
    std::string missingBundle = {};
};

struct BuiltChain {
    Chain chain;
    std::vector<std::string> problems; // one line each; warnings too
    bool isDegraded = false;           // a step refuses requests because it could not be built
};

// Builds the steps in Tyk's order (reference A2), each only when its condition holds. Fails on what
// could open the API if it were left out: a pattern, a schema or an address that cannot be
// compiled. What is missing or not supported is refused at its place in the chain (isDegraded).
// Thread: control.
[[nodiscard]] Expected<BuiltChain> buildChain(const ChainInputs &inputs);

} // namespace gw::chain
