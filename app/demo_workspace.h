// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>

namespace gw::app {

class EchoThread;

// The user's copy of the demo workspace: <data folder>/gatewright/demo. Made on first use; what the
// user changes stays, also plugins that were built again there; other example plugins are brought
// up to date. Returns its folder.
[[nodiscard]] Expected<std::string> prepareDemoWorkspace();

// Points the demo's definitions at the echo upstream's address. Only targets that are an echo
// upstream on this machine ("http://127.0.0.1:<port>/") are rewritten.
[[nodiscard]] Expected<void> aimDemoAt(const std::string &workspaceFolder,
                                       const std::string &echoAddress);

// All that a demo needs: its workspace, and the echo upstream on 127.0.0.1:8081 (another port when
// that one is taken) where its definitions are aimed at. Returns the workspace's folder.
[[nodiscard]] Expected<std::string> startDemo(EchoThread &echo);

} // namespace gw::app
