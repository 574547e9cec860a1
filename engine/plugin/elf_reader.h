// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

struct ElfNote {
    std::string owner; // without the closing zero
    std::uint32_t type = 0;
    std::string body;
};

// What a shared library says about itself, read without running any of its code.
struct ElfSummary {
    std::uint16_t machine = 0;         // e_machine: 62 is x86_64
    std::vector<std::string> needed;   // DT_NEEDED, in order
    std::vector<std::string> runPaths; // DT_RUNPATH or DT_RPATH, split at ':'
    std::vector<std::string> symbols;  // defined dynamic symbols; empty when sections were stripped
    std::vector<ElfNote> notes;
    // Variables that the dynamic linker makes one of for the whole process (STB_GNU_UNIQUE).
    std::vector<std::string> processWideVariables;
    bool isGoProgram = false; // holds Go build information
};

// Reads a 64-bit little-endian ELF shared library. Fails for anything else, naming what it is;
// every offset is checked, so any bytes may be given. `where` names the file in errors.
[[nodiscard]] Expected<ElfSummary> readElf(std::span<const std::byte> file,
                                           const std::string &where);

// "x86_64", "aarch64", ...; "machine 1234" when unknown.
[[nodiscard]] std::string machineName(std::uint16_t machine);

// The machine that this program was built for.
[[nodiscard]] std::uint16_t ownMachine();

} // namespace gw::plugin
