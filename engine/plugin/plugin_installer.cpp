// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_installer.h"

#include "base/log.h"

#include <algorithm>
#include <fstream>

namespace gw::plugin {

namespace {

void note(PluginVersion &version, const std::shared_ptr<const PluginLibrary> &library)
{
    version.buildId = library->buildId();
    version.loadedAt = std::chrono::system_clock::now();
    version.library = library;
}

} // namespace

PluginInstaller::PluginInstaller(Settings settings, const PluginServices &services)
    : m_settings(std::move(settings))
    , m_services(services)
    , m_reaper(std::make_shared<PluginReaper>(CopyFolder::take(m_settings.folder)))
{
}

Expected<PluginVersion> PluginInstaller::install(const PluginFile &file, PluginManifest manifest,
                                                 const std::string &path) const
{
    auto copy = installPrivateCopy(file, m_reaper->folder());
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    if (auto probed = probeOnce(*copy); !probed) {
        probed.error().where = path;
        return tl::unexpected(probed.error());
    }
    PluginVersion version;
    version.sha256 = file.sha256;
    version.copy = std::move(*copy);
    version.manifest = std::move(manifest);
    return version;
}

// A copy never changes: what has passed the probe once need not pass it at every start.
Expected<void> PluginInstaller::probeOnce(const std::filesystem::path &copy) const
{
    const std::filesystem::path mark = copy.string() + ".probed";
    if (m_settings.probe.empty() || std::filesystem::exists(mark)) {
        return {};
    }
    if (const auto probed = checkFile(copy, m_settings.probe); !probed) {
        return tl::unexpected(probed.error());
    }
    std::ofstream(mark).flush(); // without the mark it is only probed again
    return {};
}

Expected<std::shared_ptr<const PluginLibrary>> PluginInstaller::load(PluginVersion &version,
                                                                     const std::string &path)
{
    if (auto library = m_reaper->inUse(version.copy)) {
        note(version, library);
        return library;
    }
    auto &host = m_hostOfCopy[version.copy];
    if (host != nullptr && host->isInitialising) {
        return failure("gw_plugin_init of an earlier load has still not returned", path,
                       "Put a build in place whose gw_plugin_init ends, or restart the gateway");
    }
    host = std::make_shared<const PluginHost>(m_services, path);
    m_hosts.push_back(host);
    auto loaded = PluginLibrary::load(
        {version.copy, path, version.sha256, version.manifest, m_settings.initPatience}, host);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    if (!version.manifest.processWideVariables.empty()) {
        m_services.log.warning(
            "The plugin shares variables with every other build of it; compile it with "
            "-fvisibility=hidden",
            {{"prefix", std::string_view("plugin")},
             {"mwPath", std::string_view(path)},
             {"first", std::string_view(version.manifest.processWideVariables.front())}});
    }
    auto library = PluginReaper::share(std::move(*loaded), m_reaper);
    note(version, library);
    return library;
}

bool PluginInstaller::hasStuckInit() const
{
    return std::ranges::any_of(m_hosts,
                               [](const auto &host) { return host->isInitialising.load(); });
}

} // namespace gw::plugin
