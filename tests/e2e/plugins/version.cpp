// SPDX-License-Identifier: GPL-3.0-or-later
// Built with VERSION 1 and 2, to stand for a plugin that is built anew, and as one that may be
// unloaded.
#include <gatewright/plugin.hpp>

#include <string>

#ifdef UNLOADABLE
GW_UNLOADABLE
#endif

void SayVersion(gw::ResponseWriter &, gw::Request &r)
{
    r.headers().set("X-Version", std::to_string(VERSION));
}
GW_EXPORT_HOOK(SayVersion)

// Takes half a second before it says so.
gw::Flow SayVersionLate(gw::ResponseWriter &, gw::Request &r)
{
    if (r.state<bool>()) {
        r.headers().set("X-Version", std::to_string(VERSION));
        return gw::Flow::Continue;
    }
    r.makeState<bool>(true);
    r.suspend().resumeAfter(std::chrono::seconds(2));
    return gw::Flow::Suspend;
}
GW_EXPORT_HOOK(SayVersionLate)
