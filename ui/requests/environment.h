// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/value.h"

#include <string>
#include <vector>

namespace gw::requests {

// Environments are files `environments/NAME.env` of a workspace, in the form that hurl's
// --variables-file reads: `name=value` lines, empty lines and # comments.

// Fails for a line of another form, with its number.
[[nodiscard]] Expected<Variables> readEnvironmentFile(const std::string &path);
[[nodiscard]] Expected<Variables> parseEnvironment(std::string_view text, const std::string &name);
// "name=value"; fails without a name.
[[nodiscard]] Expected<std::pair<std::string, Value>> parseAssignment(std::string_view text);

// Sets variables in the file, which is made when it is missing, with its folder; all other lines
// stay as they are. Fails for a name that no file can hold, a value with a line end.
[[nodiscard]] Expected<void>
addToEnvironmentFile(const std::string &path,
                     const std::vector<std::pair<std::string, std::string>> &variables);

// The names of a workspace's environments, sorted.
[[nodiscard]] std::vector<std::string> environmentsOf(const std::string &workspace);
// The file of an environment, whether it exists or not.
[[nodiscard]] std::string environmentFile(const std::string &workspace, const std::string &name);
// The folder above `file` that holds environments/, apps/ or gatewright.conf; that of the file when
// none does.
[[nodiscard]] std::string workspaceAbove(const std::string &file);

} // namespace gw::requests
