// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"
#include "client/engine_client.h"

namespace gw::client {

// The control API's part about breakpoints. As EngineClient: asynchronous, each call ends once.
// Thread: that of the client.
class BreakpointClient final {
public:
    explicit BreakpointClient(EngineClient &client)
        : m_channel(client.channel())
    {
    }

    [[nodiscard]] Reply<BreakpointState> breakpoints();
    // In place of all that the engine has. Fails for a rule that it does not take, and says which.
    [[nodiscard]] Reply<BreakpointState> setBreakpoints(const BreakpointRules &rules);
    [[nodiscard]] Reply<QList<PausedRequest>> paused();
    // With the bodies that its event left out.
    [[nodiscard]] Reply<PausedRequest> paused(const QString &id);
    // Fails for a message that the engine does not take: the request stays paused then.
    [[nodiscard]] Reply<void> release(const QString &id, const Release &release);
    // All go on as they are. How many did.
    [[nodiscard]] Reply<int> releaseAll();

private:
    ControlChannel &m_channel;
};

} // namespace gw::client
