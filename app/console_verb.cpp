// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_verb.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>
#include <vector>

namespace gw::app {

namespace {

int becomeConsole(std::vector<std::string> arguments)
{
    std::error_code unknown;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", unknown);
    const std::string program = (own.parent_path() / "gatewright-console").string();
    std::vector<char *> pointers{const_cast<char *>(program.c_str())};
    for (std::string &argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    execv(program.c_str(), pointers.data());
    std::fprintf(stderr, "gatewright: %s: %s (Install the package gatewright-console)\n",
                 program.c_str(), std::strerror(errno));
    return 1;
}

} // namespace

void addConsoleVerb(CLI::App &app, Action &action)
{
    CLI::App *console = app.add_subcommand("console", "Open the console, a window on the gateway");
    console->prefix_command(); // what follows is the console's, --help too
    console->set_help_flag();
    console->callback([console, &action] {
        action = [arguments = console->remaining()] {
            return becomeConsole(arguments);
        };
    });
}

} // namespace gw::app
