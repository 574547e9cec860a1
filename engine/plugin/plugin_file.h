// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gw::plugin {

// How the path of an API definition becomes a file name.
enum class FileNames : std::uint8_t {
    Versioned, // name_v<version>_<os>_<arch>.so, then without v, then as given (reference A8)
    Exact,     // as given: analytics plugins
};

// The first of the candidates that exists, else the path as given.
[[nodiscard]] std::filesystem::path resolvePluginFile(const std::filesystem::path &path,
                                                      FileNames names,
                                                      std::string_view gatewayVersion);

// What tells a file from its next version without reading it.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t modifiedNs = 0;
    std::int64_t changedNs = 0;

    bool operator==(const FileStamp &) const = default;
};
[[nodiscard]] Expected<FileStamp> stampOf(const std::filesystem::path &path);

// A plugin file as it was in one moment: what is checked is what is loaded.
struct PluginFile {
    std::filesystem::path path;
    std::vector<std::byte> bytes;
    std::string sha256; // hex
};
// Fails when the file is missing, no regular file, larger than kLargestPlugin, or changes while it
// is read: half of one build and half of the next is neither.
inline constexpr std::int64_t kLargestPlugin = 512LL * 1024 * 1024;
[[nodiscard]] Expected<PluginFile> readPluginFile(const std::filesystem::path &path);

// Writes the private copy <folder>/<sha256>-<path hash>/<name> (mode 0400), or finds it there. The
// content's hash is in its path because dlopen and QLibrary know files by name; the hash of the
// original path is, because two plugins with the same content do not share state. Thread: control.
[[nodiscard]] Expected<std::filesystem::path>
installPrivateCopy(const PluginFile &file, const std::filesystem::path &folder);

// Removes what earlier runs left of the same original path, but for the newest `kept`. copy: the
// private copy in use.
void removeLeftovers(const std::filesystem::path &copy, std::size_t kept);

} // namespace gw::plugin
