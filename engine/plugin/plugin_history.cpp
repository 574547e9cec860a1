// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_history.h"

#include <algorithm>

namespace gw::plugin {

namespace {

void removeCopy(PluginVersion &version)
{
    std::error_code ignored; // code that is mapped stays usable without its file
    std::filesystem::remove_all(version.copy.parent_path(), ignored);
    version.copy.clear();
}

} // namespace

PluginVersion &PluginHistory::current()
{
    return *std::ranges::find(m_versions, m_current, &PluginVersion::number);
}

const PluginVersion &PluginHistory::current() const
{
    return *std::ranges::find(m_versions, m_current, &PluginVersion::number);
}

void PluginHistory::take(PluginVersion version, std::size_t kept)
{
    version.predecessor = m_current;
    version.number = m_versions.empty() ? 1 : m_versions.back().number + 1;
    m_current = version.number;
    m_versions.push_back(std::move(version));
    removeOldCopies(kept);
}

Expected<PluginVersion *> PluginHistory::find(std::uint64_t number)
{
    const bool isAnyBefore = number == 0;
    if (isAnyBefore) {
        number = isEmpty() ? 0 : current().predecessor;
    }
    const auto place = std::ranges::find(m_versions, number, &PluginVersion::number);
    if (place == m_versions.end() && isAnyBefore) {
        return failure("There is no earlier generation to go back to");
    }
    if (place == m_versions.end()) {
        return failure("There is no generation " + std::to_string(number));
    }
    if (place->copy.empty() && place->library.expired()) {
        return failure("The copy of generation " + std::to_string(number) + " is not kept", {},
                       "Put the older file in its place and reload; "
                       "gatewright.plugin_generations_kept keeps more");
    }
    return &*place;
}

std::shared_ptr<const PluginLibrary> PluginHistory::libraryWith(const std::string &sha256) const
{
    for (const PluginVersion &version : m_versions) {
        if (version.sha256 == sha256) {
            if (auto library = version.library.lock()) {
                return library;
            }
        }
    }
    return nullptr;
}

bool PluginHistory::isCopyShared(const PluginVersion &version) const
{
    return std::ranges::any_of(m_versions, [&version](const PluginVersion &other) {
        return &other != &version && other.copy == version.copy;
    });
}

void PluginHistory::removeOldCopies(std::size_t kept)
{
    const std::uint64_t predecessor = current().predecessor;
    for (std::size_t i = 0; i + 1 + kept < m_versions.size(); ++i) {
        PluginVersion &old = m_versions[i];
        if (old.number == predecessor || old.copy.empty()) {
            continue;
        }
        if (isCopyShared(old)) {
            old.copy.clear();
        } else {
            removeCopy(old);
        }
    }
    std::erase_if(m_versions, [](const PluginVersion &version) {
        return version.copy.empty() && version.library.expired();
    });
}

void PluginHistory::removeCopies()
{
    for (PluginVersion &version : m_versions) {
        if (!version.copy.empty()) {
            removeCopy(version);
        }
    }
}

} // namespace gw::plugin
