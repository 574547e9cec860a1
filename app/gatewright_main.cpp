// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"
#include "serve.h"

int main(int argc, char **argv)
{
    const gw::app::CommandLine line = gw::app::parseCommandLine(argc, argv);
    if (line.serve) {
        return gw::app::serve(argc, argv, *line.serve);
    }
    if (line.echo) {
        return gw::app::serveEcho(argc, argv, *line.echo);
    }
    if (line.run) {
        return gw::app::runRequests(argc, argv, *line.run);
    }
    if (line.action) {
        return line.action();
    }
    return line.exitCode;
}
