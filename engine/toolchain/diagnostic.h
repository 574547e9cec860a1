// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gw::toolchain {

enum class Severity : std::uint8_t { Note, Warning, Error };

// What a compiler says about one place of a source.
struct Diagnostic {
    std::filesystem::path file; // absolute, unless the compiler named none: then empty
    int line = 0;               // from 1; 0: not told
    int column = 0;             // from 1, in bytes; 0: not told
    Severity severity = Severity::Error;
    std::string message;
};

// Finds diagnostics in the output of GCC, Clang, rustc (short form), GNU ld and CMake, line by
// line. What it does not know is no diagnostic: the caller shows the lines themselves too.
class DiagnosticReader final {
public:
    // Relative file names are meant from this folder.
    explicit DiagnosticReader(std::filesystem::path folder);

    // A CMake message stands on the line below its place, so that a diagnostic may come late.
    [[nodiscard]] std::optional<Diagnostic> read(std::string_view line);

private:
    [[nodiscard]] std::optional<Diagnostic> readCompiler(std::string_view line) const;
    [[nodiscard]] std::optional<Diagnostic> readLinker(std::string_view line) const;
    [[nodiscard]] std::optional<Diagnostic> startCMake(std::string_view line) const;
    [[nodiscard]] std::filesystem::path fileOf(std::string_view name) const;

    std::filesystem::path m_folder;
    std::optional<Diagnostic> m_pending; // its message follows
};

} // namespace gw::toolchain
