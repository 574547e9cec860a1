// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace gw::app {

// Which hook a crash was in, for the user who has to mend it: nothing can hold it back, and without
// this nobody would be named.
struct CrashNote {
    std::string signal; // "SIGSEGV"
    std::string hook;   // "GoPluginMiddleware:<path>:<symbol>"; empty: it was in no hook

    // "SIGSEGV in GoPluginMiddleware:<path>:<symbol>"
    [[nodiscard]] std::string text() const;
};

// From now on a crash is told on the standard error and noted in `file`, before the process ends by
// its signal as it would have. With a sanitizer, which tells more, it does nothing. Called once.
void noteCrashes(const std::string &file);

// What was noted there, once; nothing when the last run did not crash.
[[nodiscard]] std::optional<CrashNote> takeCrashNote(const std::string &file);

} // namespace gw::app
