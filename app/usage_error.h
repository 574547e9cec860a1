// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
class ParseError;
} // namespace CLI

namespace gw::app {

inline constexpr int kUsageError = 2;

// Prints what was asked for (--help, --version): 0. Or says what is wrong with the command line, as
// other errors are said.
[[nodiscard]] int exitCodeOf(const CLI::App &app, const CLI::ParseError &mistake,
                             const char *program);

} // namespace gw::app
