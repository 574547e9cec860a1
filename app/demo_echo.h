// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>

namespace gw::app {

class EchoThread;

// The echo upstream on 127.0.0.1:8081, or when that is taken where it was last, for the demo need
// not be aimed anew, or on another free port. Its address.
[[nodiscard]] Expected<std::string> startEcho(EchoThread &echo);

// Where the demo's definitions were aimed last.
[[nodiscard]] std::string lastEcho(const std::string &workspaceFolder);

// Points the demo's own definitions at the echo upstream's address: those that are aimed at where
// it was before. What the user has made, or aimed elsewhere, stays.
[[nodiscard]] Expected<void> aimDemoAt(const std::string &workspaceFolder,
                                       const std::string &echoAddress);

} // namespace gw::app
