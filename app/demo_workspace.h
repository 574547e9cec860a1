// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QLockFile>

#include <memory>
#include <string>

namespace gw::app {

class EchoThread;

// Of the process that may aim the demo at its echo; empty before. Others leave it as it is.
using DemoHold = std::unique_ptr<QLockFile>;

// The demo workspace, aimed at an echo upstream that runs, if nobody holds it: `hold` is taken
// then, and must live as long as the echo. Its folder.
[[nodiscard]] Expected<std::string> makeDemo(const std::string &echoAddress, DemoHold &hold);

// Likewise, with an echo upstream that is started for it.
[[nodiscard]] Expected<std::string> startDemo(EchoThread &echo, DemoHold &hold);

} // namespace gw::app
