// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <gatewright/plugin.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

// The three places in an API definition where a hook may stand.
enum class HookKind : std::uint8_t { Request, Response, Analytics };

[[nodiscard]] std::uint32_t kindBit(HookKind kind);
// "request", "response", "analytics"; several are joined by '+'.
[[nodiscard]] std::string kindNames(std::uint32_t kinds);

struct HookEntry {
    std::string name;
    std::uint32_t kinds = 0; // GW_REQUEST_HOOK | ...
    std::uint32_t flags = 0; // GW_BLOCKING | ...
};

// What a plugin library promises in its ELF notes.
struct PluginManifest {
    std::uint32_t abiMajor = 0;
    std::uint32_t abiMinor = 0;
    std::uint32_t libraryFlags = 0; // GW_UNLOADABLE_FLAG
    std::vector<HookEntry> hooks;   // sorted by name
    std::vector<std::string> needed;
    // Variables that this library shares with every other one in the process, its next generation
    // included.
    std::vector<std::string> processWideVariables;
    std::string linkId; // the linker's build id in hex; may be empty

    [[nodiscard]] const HookEntry *find(std::string_view name) const;
    // "1.0"
    [[nodiscard]] std::string abi() const;
};

// Reads the manifest of a library from its bytes without running its code. Fails with the exact
// reason for everything that this gateway cannot load; `where` names the file in errors.
[[nodiscard]] Expected<PluginManifest> readManifest(std::span<const std::byte> file,
                                                    const std::string &where);

// Looks a hook up for a place in the API definition. Fails naming the hooks that are there, and the
// one that is probably meant.
[[nodiscard]] Expected<HookEntry> chooseHook(const PluginManifest &manifest, std::string_view name,
                                             HookKind kind, const std::string &where);

} // namespace gw::plugin
