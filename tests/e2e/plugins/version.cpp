// SPDX-License-Identifier: GPL-3.0-or-later
// Built with VERSION 1 and 2, to stand for a plugin that is built anew, and as one that may be
// unloaded.
#include <gatewright/plugin.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#ifdef UNLOADABLE
GW_UNLOADABLE
#endif

void SayVersion(gw::ResponseWriter &, gw::Request &r)
{
    r.headers().set("X-Version", std::to_string(VERSION));
}
GW_EXPORT_HOOK(SayVersion)

// Says so when there is a file of the name in the header X-Until; tells by another that it waits.
gw::Flow SayVersionLate(gw::ResponseWriter &, gw::Request &r)
{
    const std::string until(r.headers().get("X-Until"));
    if (std::filesystem::exists(until)) {
        r.headers().set("X-Version", std::to_string(VERSION));
        return gw::Flow::Continue;
    }
    std::ofstream(until + ".waiting").flush();
    r.suspend().resumeAfter(std::chrono::milliseconds(5));
    return gw::Flow::Suspend;
}
GW_EXPORT_HOOK(SayVersionLate)
