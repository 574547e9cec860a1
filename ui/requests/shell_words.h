// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// Splits a command as a POSIX shell does: '..', "..", $'..' with its escapes, backslashes,
// continued lines (\ and the ^ of Windows), comments; or as cmd.exe does, if a word begins with ^".
// Fails for an open quote and for what a shell would have to work out: $(..), `..`, <(..); pipes
// and redirections end the command.
[[nodiscard]] Expected<std::vector<std::string>> splitShellWords(std::string_view command);

// The text as one word of a shell, in as few quotes as it needs: $'..' (bash, zsh, ksh) for bytes
// that are no text or control the terminal. No word holds a NUL.
[[nodiscard]] std::string shellQuoted(std::string_view text);
// False for what has a NUL, or is longer than an argument of a program may be.
[[nodiscard]] bool fitsIntoAWord(std::string_view bytes);
// A command that prints exactly these bytes.
[[nodiscard]] std::string printfCommand(std::string_view bytes);

} // namespace gw::requests
