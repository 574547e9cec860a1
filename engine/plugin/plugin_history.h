// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_library.h"
#include "plugin/plugin_manifest.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace gw::plugin {

// One content of a plugin file.
struct PluginVersion {
    std::uint64_t number = 0;      // its generation, from 1
    std::uint64_t predecessor = 0; // the generation that it took over from; 0: none
    std::string sha256;
    std::filesystem::path copy; // its private copy; empty: removed from the disk
    PluginManifest manifest;
    std::string buildId;
    std::chrono::system_clock::time_point loadedAt;
    std::weak_ptr<const PluginLibrary> library; // alive while a snapshot uses it
};

// The generations of one plugin path: which one is in force, and which can be gone back to.
// Thread: control.
class PluginHistory final {
public:
    [[nodiscard]] bool isEmpty() const { return m_versions.empty(); }
    [[nodiscard]] const std::vector<PluginVersion> &versions() const { return m_versions; }
    // The one in force. Not of an empty history.
    [[nodiscard]] PluginVersion &current();
    [[nodiscard]] const PluginVersion &current() const;

    // Puts a version in force as the next generation. Of those before it the last `kept`, and the
    // one that it takes over from, keep their private copies; the others' are removed from the
    // disk.
    void take(PluginVersion version, std::size_t kept);

    // A generation that can be put in force: 0 means the one that the current took over from. Fails
    // when there is none, or its copy is gone.
    [[nodiscard]] Expected<PluginVersion *> find(std::uint64_t number);
    void putInForce(const PluginVersion &version) { m_current = version.number; }

    // A library with that content that is in use; null: there is none. Two cannot live in one copy.
    [[nodiscard]] std::shared_ptr<const PluginLibrary> libraryWith(const std::string &sha256) const;

    void removeCopies(); // all of them: the path is no longer named

private:
    [[nodiscard]] bool isCopyShared(const PluginVersion &version) const;
    void removeOldCopies(std::size_t kept);

    std::vector<PluginVersion> m_versions; // by number
    std::uint64_t m_current = 0;
};

} // namespace gw::plugin
