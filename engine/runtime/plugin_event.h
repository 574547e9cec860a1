// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/stuck_hook.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::runtime {

// Something that happened to a plugin, as it is told to whoever listens.
struct PluginEvent {
    enum class Kind : std::uint8_t {
        Swapped,    // new content serves
        Refused,    // new content cannot be used; the old goes on
        RolledBack, // an earlier generation serves again
        Stuck,      // a hook does not return
        Returned,   // it has, after all
    };

    Kind kind = Kind::Swapped;
    std::string path;
    std::uint64_t generation = 0;         // in force now
    std::uint64_t previousGeneration = 0; // in force before
    std::string reason = {};              // of a refusal
    StuckHook hook = {};                  // that is stuck, or was
};

[[nodiscard]] std::string_view toString(PluginEvent::Kind kind); // "swapped", "refused", ...

} // namespace gw::runtime
