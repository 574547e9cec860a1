// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin_verbs.h"
#include "run_requests.h"

#include <optional>
#include <string>
#include <vector>

namespace gw::app {

struct ServeArguments {
    std::string workspace;
    std::string configFile;
    std::string appPath;
    std::vector<std::string> listen;
    std::string control;
    std::string stateFolder;
    std::string logLevel;
    std::string logFormat;
    std::string logFile;
    bool isInstrumented = false;
    int workers = 0;
    bool isDemo = false;
};

struct EchoArguments {
    std::string listen = "127.0.0.1:8081";
};

// What the user asked for; exactly one is set unless the program has to end at once.
struct CommandLine {
    std::optional<ServeArguments> serve;
    std::optional<EchoArguments> echo;
    std::optional<RunArguments> run;
    Action action;    // a verb of `plugin` or `bundle`, or `console`
    int exitCode = 0; // when nothing is set: help was printed, or a mistake told
};

// Prints help, version and mistakes itself.
[[nodiscard]] CommandLine parseCommandLine(int argc, char **argv);

} // namespace gw::app
