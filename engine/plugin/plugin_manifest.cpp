// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_manifest.h"

#include "plugin/elf_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <optional>

namespace gw::plugin {

namespace {

constexpr std::string_view kOwner = "Gatewright";
constexpr std::string_view kSymbolPrefix = "gw_hook_";

std::uint32_t wordAt(std::string_view body, std::size_t index)
{
    std::uint32_t word = 0;
    if (body.size() >= (index + 1) * sizeof word) {
        std::memcpy(&word, body.data() + index * sizeof word, sizeof word);
    }
    return word;
}

std::optional<HookEntry> hookOf(std::string_view body)
{
    constexpr std::size_t kNameOffset = 8;
    if (body.size() <= kNameOffset) {
        return std::nullopt;
    }
    const std::string_view name = body.substr(kNameOffset);
    const std::size_t end = name.find('\0');
    if (end == 0 || end == std::string_view::npos) {
        return std::nullopt;
    }
    return HookEntry{std::string(name.substr(0, end)), wordAt(body, 0), wordAt(body, 1)};
}

std::string hexOf(std::string_view bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

// Number of single-letter edits between two names, letter case ignored.
std::size_t distance(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    };
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
        }
    }
    return row.back();
}

std::string hookList(const PluginManifest &manifest)
{
    constexpr std::size_t kMostNames = 20;
    std::string text;
    for (const HookEntry &hook : manifest.hooks) {
        if (&hook - manifest.hooks.data() == kMostNames) {
            return text + ", ...";
        }
        text += (text.empty() ? "" : ", ") + hook.name;
    }
    return text;
}

Expected<void> checkAbi(const PluginManifest &manifest, const std::string &where)
{
    if (manifest.abiMajor != GW_ABI_MAJOR) {
        return failure("Built for plugin ABI " + manifest.abi() + ", this gateway speaks " +
                           std::to_string(GW_ABI_MAJOR) + "." + std::to_string(GW_ABI_MINOR),
                       where, "Rebuild it with the gatewright/plugin.h of this gateway");
    }
    return {};
}

} // namespace

std::uint32_t kindBit(HookKind kind)
{
    switch (kind) {
    case HookKind::Request:
        return GW_REQUEST_HOOK;
    case HookKind::Response:
        return GW_RESPONSE_HOOK;
    case HookKind::Analytics:
        return GW_ANALYTICS_HOOK;
    }
    return 0;
}

std::string kindNames(std::uint32_t kinds)
{
    constexpr std::array<std::string_view, 3> kNames = {"request", "response", "analytics"};
    std::string text;
    for (std::size_t bit = 0; bit < kNames.size(); ++bit) {
        if ((kinds & (1U << bit)) != 0) {
            text += text.empty() ? "" : "+";
            text += kNames[bit];
        }
    }
    return text.empty() ? "none" : text;
}

const HookEntry *PluginManifest::find(std::string_view name) const
{
    const auto it = std::ranges::find(hooks, name, &HookEntry::name);
    return it == hooks.end() ? nullptr : &*it;
}

std::string PluginManifest::abi() const
{
    return std::to_string(abiMajor) + "." + std::to_string(abiMinor);
}

Expected<PluginManifest> readManifest(std::span<const std::byte> file, const std::string &where)
{
    auto elf = readElf(file, where);
    if (!elf) {
        return tl::unexpected(elf.error());
    }
    PluginManifest manifest;
    manifest.needed = elf->needed;
    manifest.processWideVariables = elf->processWideVariables;
    bool hasLibraryNote = false;
    for (const ElfNote &note : elf->notes) {
        if (note.owner == "GNU" && note.type == 3) {
            manifest.linkId = hexOf(note.body);
        }
        if (note.owner != kOwner) {
            continue;
        }
        if (note.type == GW_NOTE_LIBRARY && note.body.size() >= 2 * sizeof(std::uint32_t)) {
            hasLibraryNote = true;
            manifest.abiMajor = wordAt(note.body, 0);
            manifest.abiMinor = std::max(manifest.abiMinor, wordAt(note.body, 1));
        } else if (note.type == GW_NOTE_OPTIONS) {
            manifest.libraryFlags |= wordAt(note.body, 0);
        } else if (note.type == GW_NOTE_HOOK) {
            if (auto hook = hookOf(note.body); hook && manifest.find(hook->name) == nullptr) {
                manifest.hooks.push_back(std::move(*hook));
            }
        }
    }
    std::ranges::sort(manifest.hooks, {}, &HookEntry::name);
    if (!hasLibraryNote) {
        return elf->isGoProgram
                   ? failure("A Go plugin, which only Go's own runtime can load", where,
                             "Port its functions to C, C++ or Rust with the plugin SDK; the "
                             "examples show how")
                   : failure(
                         "A shared library, but no Gatewright plugin: the note .note.gatewright is "
                         "missing",
                         where,
                         "Include <gatewright/plugin.hpp> and export a hook with GW_EXPORT_HOOK");
    }
    if (const auto abi = checkAbi(manifest, where); !abi) {
        return tl::unexpected(abi.error());
    }
    // Sections may have been stripped; then dlsym has the last word.
    for (const HookEntry &hook : manifest.hooks) {
        const std::string symbol = std::string(kSymbolPrefix) + hook.name;
        if (!elf->symbols.empty() &&
            std::ranges::find(elf->symbols, symbol) == elf->symbols.end()) {
            return failure(
                "Announces the hook " + hook.name + " but does not export " + symbol, where,
                "Export it with GW_EXPORT_HOOK, and do not hide it with a linker script");
        }
    }
    return manifest;
}

Expected<HookEntry> chooseHook(const PluginManifest &manifest, std::string_view name, HookKind kind,
                               const std::string &where)
{
    if (const HookEntry *hook = manifest.find(name)) {
        if ((hook->kinds & kindBit(kind)) == 0) {
            return failure(
                hook->name + " is a hook of kind " + kindNames(hook->kinds) + ", used as " +
                    kindNames(kindBit(kind)),
                where, "Its parameters must be those of a " + kindNames(kindBit(kind)) + " hook");
        }
        return *hook;
    }
    const std::string wanted(name);
    if (manifest.hooks.empty()) {
        return failure("No hook " + wanted + ": the library exports none", where,
                       "Write GW_EXPORT_HOOK(" + wanted + ") behind the function");
    }
    const auto nearest = std::ranges::min_element(
        manifest.hooks, {}, [name](const HookEntry &hook) { return distance(hook.name, name); });
    const bool isNear = distance(nearest->name, name) <= std::max<std::size_t>(2, name.size() / 4);
    return failure(
        "No hook " + wanted + "; the library exports " + hookList(manifest), where,
        isNear
            ? "Did you mean " + nearest->name + "?"
            : "Correct the name in the API definition, or export the function with GW_EXPORT_HOOK");
}

} // namespace gw::plugin
