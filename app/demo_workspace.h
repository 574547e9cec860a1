// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QLockFile>

#include <memory>
#include <string>

namespace gw::app {

class EchoThread;

// The user's copy of the demo workspace: <data folder>/gatewright/demo. Made on first use; what the
// user changes stays, also plugins and bundles that were built again there; the other ones of the
// demo are brought up to date. Returns its folder.
[[nodiscard]] Expected<std::string> prepareDemoWorkspace();

[[nodiscard]] bool isDemoWorkspace(const std::string &folder);

// Of the process that may aim the demo at its echo; empty before. Others leave it as it is.
using DemoHold = std::unique_ptr<QLockFile>;

// Points the demo's definitions at the echo upstream's address: those that were aimed at where it
// was before. What the user has aimed elsewhere stays.
[[nodiscard]] Expected<void> aimDemoAt(const std::string &workspaceFolder,
                                       const std::string &echoAddress);

// The echo upstream on 127.0.0.1:8081, or on another port when that one is taken. Its address.
[[nodiscard]] Expected<std::string> startEcho(EchoThread &echo);

// The demo workspace, aimed at an echo upstream that runs, if nobody holds it: `hold` is taken
// then, and must live as long as the echo. Its folder.
[[nodiscard]] Expected<std::string> makeDemo(const std::string &echoAddress, DemoHold &hold);

// Both.
[[nodiscard]] Expected<std::string> startDemo(EchoThread &echo, DemoHold &hold);

} // namespace gw::app
