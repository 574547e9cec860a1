// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_workspace.h"

#include "demo_echo.h"
#include "demo_files.h"

namespace gw::app {

namespace {

constexpr const char *kHoldFile = "/.hold";

} // namespace

Expected<std::string> startDemo(EchoThread &echo, DemoHold &hold)
{
    auto address = startEcho(echo);
    return address ? makeDemo(*address, hold) : address;
}

Expected<std::string> makeDemo(const std::string &echoAddress, DemoHold &hold)
{
    auto workspace = prepareDemoWorkspace();
    if (!workspace) {
        return workspace;
    }
    hold = std::make_unique<QLockFile>(QString::fromStdString(*workspace + kHoldFile));
    hold->setStaleLockTime(0); // however long it runs
    if (!hold->tryLock(0)) {
        return workspace;
    }
    if (auto aimed = aimDemoAt(*workspace, echoAddress); !aimed) {
        return tl::unexpected(aimed.error());
    }
    return workspace;
}

} // namespace gw::app
