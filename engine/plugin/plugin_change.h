// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gw::plugin {

// What became of a plugin path when its file was looked at again, or an earlier generation was
// asked for.
struct PluginChange {
    enum class Outcome : std::uint8_t {
        Unchanged,  // the content was read before
        Taken,      // new content is the generation in force
        Refused,    // new content cannot be used: the old goes on serving
        RolledBack, // an earlier generation is in force again
    };

    Outcome outcome = Outcome::Unchanged;
    std::string path;                     // as the catalog knows it
    std::string spelling;                 // as the API definition has it
    std::uint64_t generation = 0;         // in force now
    std::uint64_t previousGeneration = 0; // in force before
    bool isRolledBack = false;            // the file holds another content than what is in force
    std::string sha256;                   // of what is in force
    std::string buildId;
    std::string reason; // of a refusal
    // Hooks of what is in force, compared with what was.
    std::vector<std::string> addedHooks;
    std::vector<std::string> removedHooks;
    std::vector<std::string> changedHooks; // of another kind, or with other flags
};

} // namespace gw::plugin
