// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_catalog.h"
#include "plugin/plugin_history.h"

namespace gw::plugin {

// One path of API definitions, and what the catalog knows of it. Thread: control.
struct PluginCatalog::Entry {
    struct Hook {
        HookKind kind = HookKind::Request;
        std::string reason; // empty: loaded
        std::uint32_t flags = 0;
        std::shared_ptr<HookStats> stats = std::make_shared<HookStats>();
        // As handed out: snapshots that are still in use, and checks of what may come.
        std::vector<std::weak_ptr<const PluginHook>> users;

        [[nodiscard]] bool isInUse() const;
    };

    std::string path;
    std::string spelling; // of the path in the definitions that are served
    FileNames names = FileNames::Versioned;
    std::filesystem::path file;
    FileStamp stamp;        // of the content that was read last and could be used
    std::string readSha256; // of that content; empty: there is none
    std::string refusal;    // why the content that is there now is not in force
    PluginHistory history;
    std::map<std::string, Hook> hooks; // by symbol

    // The library in force; null: nobody uses it.
    [[nodiscard]] std::shared_ptr<const PluginLibrary> libraryInUse() const;
    // Whether that content is in force.
    [[nodiscard]] bool holds(const std::string &sha256) const;
    // The file's content was read and can be used, or is known already.
    void noteRead(const FileStamp &newStamp, const std::string &sha256);
    [[nodiscard]] bool isRolledBack() const;

    [[nodiscard]] PluginChange changeSince(const PluginVersion &before) const;
    [[nodiscard]] PluginReport report(const std::string &symbol, const Hook &hook) const;
    [[nodiscard]] std::vector<PluginGeneration> generations() const;
};

} // namespace gw::plugin
