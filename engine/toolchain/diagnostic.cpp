// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/diagnostic.h"

#include "base/ascii.h"

#include <array>
#include <charconv>
#include <utility>

namespace gw::toolchain {

namespace {

struct Word {
    std::string_view text;
    Severity severity;
};

constexpr std::array<Word, 4> kWords = {{
    {"fatal error", Severity::Error},
    {"error", Severity::Error},
    {"warning", Severity::Warning},
    {"note", Severity::Note},
}};

struct Place {
    std::string_view file;
    int line = 0;
    int column = 0;
};

// Takes ":<number>" off the end; 0 when there is none.
int takeNumber(std::string_view &text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return 0;
    }
    const std::string_view digits = text.substr(colon + 1);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) {
        return 0;
    }
    text = text.substr(0, colon);
    return number;
}

// "post.cpp:12:5" or "post.cpp:12".
Place placeOf(std::string_view text)
{
    Place place;
    const int last = takeNumber(text);
    const int first = takeNumber(text);
    place.file = text;
    place.line = first > 0 ? first : last;
    place.column = first > 0 ? last : 0;
    return place;
}

} // namespace

DiagnosticReader::DiagnosticReader(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

std::optional<Diagnostic> DiagnosticReader::read(std::string_view line)
{
    if (m_pending) {
        const std::string_view message = trimmed(line, kWhitespace);
        if (message.empty()) {
            return std::nullopt;
        }
        m_pending->message = message;
        return std::exchange(m_pending, std::nullopt);
    }
    m_pending = startCMake(line);
    if (m_pending) {
        return std::nullopt;
    }
    auto diagnostic = readCompiler(line);
    return diagnostic ? std::move(diagnostic) : readLinker(line);
}

// "<place>: <severity>: <message>"; rustc writes "error[E0425]".
std::optional<Diagnostic> DiagnosticReader::readCompiler(std::string_view line) const
{
    const std::size_t split = line.find(": ");
    if (split == std::string_view::npos) {
        return std::nullopt;
    }
    const Place place = placeOf(line.substr(0, split));
    if (place.line == 0) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(split + 2);
    for (const Word &word : kWords) {
        if (!rest.starts_with(word.text)) {
            continue;
        }
        rest.remove_prefix(word.text.size());
        const std::size_t colon = rest.find(": ");
        const bool isWord = colon == 0 || (rest.starts_with('[') && colon != rest.npos);
        if (!isWord) {
            return std::nullopt;
        }
        return Diagnostic{fileOf(place.file), place.line, place.column, word.severity,
                          std::string(trimmed(rest.substr(colon + 2), kWhitespace))};
    }
    return std::nullopt;
}

// "/usr/bin/ld: post.cpp:12:(.text+0x5): undefined reference to `f'"; the line number is there
// with debugging information only, else an object file may be named.
std::optional<Diagnostic> DiagnosticReader::readLinker(std::string_view line) const
{
    constexpr std::string_view kUndefined = ": undefined reference to ";
    const std::size_t split = line.find(kUndefined);
    if (split == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view place = line.substr(0, split);
    if (const std::size_t section = place.rfind(":("); section != std::string_view::npos) {
        place = place.substr(0, section);
    }
    if (const std::size_t program = place.rfind(": "); program != std::string_view::npos) {
        place = place.substr(program + 2);
    }
    const Place source = placeOf(place);
    return Diagnostic{fileOf(source.file), source.line, 0, Severity::Error,
                      std::string(line.substr(split + 2))};
}

// "CMake Error at CMakeLists.txt:12 (find_package):"
std::optional<Diagnostic> DiagnosticReader::startCMake(std::string_view line) const
{
    constexpr std::string_view kError = "CMake Error at ";
    constexpr std::string_view kWarning = "CMake Warning at ";
    const bool isError = line.starts_with(kError);
    if (!isError && !line.starts_with(kWarning)) {
        return std::nullopt;
    }
    line.remove_prefix(isError ? kError.size() : kWarning.size());
    std::string_view text = line.substr(0, line.rfind(" ("));
    const Place place = placeOf(text.substr(0, text.find_last_not_of(':') + 1));
    return Diagnostic{
        fileOf(place.file), place.line, 0, isError ? Severity::Error : Severity::Warning, {}};
}

std::filesystem::path DiagnosticReader::fileOf(std::string_view name) const
{
    return (m_folder / std::filesystem::path(name)).lexically_normal();
}

} // namespace gw::toolchain
