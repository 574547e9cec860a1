// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "plugin/plugin_host.h"
#include "plugin/plugin_manifest.h"

#include <QLibrary>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace gw::plugin {

// One loaded and initialised plugin library. Thread: control; hooks() and host() from any.
class PluginLibrary final {
public:
    static constexpr std::chrono::seconds kInitPatience{10};
    struct Source {
        std::filesystem::path file; // the private copy that is loaded
        std::string path;           // as in the API definition; named in errors and logs
        std::string sha256;
        PluginManifest manifest;
        std::chrono::milliseconds initPatience = kInitPatience;
    };

    // Loads with all symbols resolved, checks gw_plugin_abi and runs gw_plugin_init. The error says
    // what is missing: the library, the symbol, or what init reported. An init that has not
    // returned in time fails too; it goes on, and its code stays mapped. The host table stays valid
    // for as long as somebody shares it.
    [[nodiscard]] static Expected<std::unique_ptr<PluginLibrary>>
    load(Source source, std::shared_ptr<const PluginHost> host);

    // Runs gw_plugin_shutdown. The code stays mapped unless the plugin said that it is unloadable.
    ~PluginLibrary();
    PluginLibrary(const PluginLibrary &) = delete;
    PluginLibrary &operator=(const PluginLibrary &) = delete;

    // The function of a hook; fails when the library does not export it.
    [[nodiscard]] Expected<gw_hook_function> function(const HookEntry &hook) const;

    [[nodiscard]] const std::filesystem::path &file() const { return m_source.file; }
    [[nodiscard]] const std::string &path() const { return m_source.path; }
    [[nodiscard]] const std::string &sha256() const { return m_source.sha256; }
    [[nodiscard]] const PluginManifest &manifest() const { return m_source.manifest; }
    [[nodiscard]] const PluginHost &host() const { return *m_host; }
    [[nodiscard]] std::string sdkVersion() const { return m_sdkVersion; }
    [[nodiscard]] std::string buildId() const { return m_buildId; }

private:
    PluginLibrary(Source source, std::shared_ptr<const PluginHost> host);

    [[nodiscard]] Expected<void> open();
    [[nodiscard]] Expected<void> checkInfo();
    [[nodiscard]] Expected<void> initialise();
    [[nodiscard]] bool isUnloadable() const;

    Source m_source;
    mutable QLibrary m_library; // resolve() is not const
    std::shared_ptr<const PluginHost> m_host;
    std::string m_sdkVersion;
    std::string m_buildId;
    bool m_isInitialised = false;
};

// Turns the dynamic linker's words into what a plugin author needs to know.
[[nodiscard]] Error explainLinkerError(const std::string &text, const std::string &path);

} // namespace gw::plugin
