// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gw::app {

struct RunArguments {
    std::vector<std::string> paths; // files, or folders with .hurl files
    std::string environment;
    std::vector<std::string> variables; // "name=value"
    std::string junitFile;
    std::string jsonFile;
    std::string controlUrl; // empty: the variable `gateway`
    std::string secretFile; // empty: the usual place
    std::string fileRoot;   // files are read and written in it; empty: the Hurl file's folder
    bool isTest = false;    // one line a file
    bool withTrace = false;
    bool allowsControl = false; // requests to the control API may use its secret
};

// Runs the files, reports on the standard output. Returns 0 when everything passed, 1 when
// something failed, 2 when nothing could be run.
[[nodiscard]] int runRequests(int argc, char **argv, const RunArguments &arguments);

} // namespace gw::app
