// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bounded_rows.h"

#include <optional>
#include <string>

namespace gw::app {

struct ConsoleOptions {
    std::string workspace;                   // empty: what was open last, at first the demo
    std::string attach;                      // URL of an engine that runs already
    bool isBench = false;                    // measure, print the figures, end
    models::BoundedRows::Bound traffic = {}; // what Traffic keeps; the measurement takes more
    std::string language;                    // "de"; empty: that of the system
    std::string screenshots;                 // folder: take pictures of every page there, then end
    std::string only;                        // of them: "light,1440x900"; empty: all
};

// Prints help, version and mistakes itself; nothing: the program ends with exitCode.
[[nodiscard]] std::optional<ConsoleOptions> parseConsoleOptions(int argc, char **argv,
                                                                int &exitCode);

} // namespace gw::app
