// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_library.h"

#include "plugin/abi_sizes.h"
#include "plugin/plugin_init.h"

#include <QFile>

namespace gw::plugin {

namespace {

// Between the two texts, or empty.
std::string between(const std::string &text, std::string_view before, std::string_view after)
{
    const std::size_t start = text.find(before);
    if (start == std::string::npos) {
        return {};
    }
    const std::size_t from = start + before.size();
    const std::size_t end = after.empty() ? text.size() : text.find(after, from);
    return end == std::string::npos ? std::string() : text.substr(from, end - from);
}

} // namespace

Error explainLinkerError(const std::string &text, const std::string &path)
{
    const std::string symbol = between(text, "undefined symbol: ", "");
    if (!symbol.empty()) {
        const std::string name = symbol.substr(0, symbol.find_first_of(" ,)\n"));
        return {"Uses the symbol " + name + ", which no library that it is linked with defines",
                path, "Link the plugin with the library that defines it"};
    }
    const std::size_t missing = text.find(": cannot open shared object file");
    if (missing != std::string::npos) {
        const std::size_t start = text.find_last_of(" (:", missing - 1);
        const std::string library =
            text.substr(start == std::string::npos ? 0 : start + 1,
                        missing - (start == std::string::npos ? 0 : start + 1));
        return {"Needs the library " + library + ", which is not found", path,
                "Install it, or link it into the plugin statically"};
    }
    const std::string version = between(text, "version `", "'");
    if (!version.empty()) {
        return {
            "Needs " + version + ", which the libraries of this system are too old for", path,
            "Build the plugin on this system, or link it with -static-libstdc++ -static-libgcc"};
    }
    return {"Cannot be loaded: " + text, path, ""};
}

Expected<std::unique_ptr<PluginLibrary>> PluginLibrary::load(Source source,
                                                             std::shared_ptr<const PluginHost> host)
{
    std::unique_ptr<PluginLibrary> library(new PluginLibrary(std::move(source), std::move(host)));
    const auto done = library->open().and_then([&] { return library->checkInfo(); }).and_then([&] {
        return library->initialise();
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return library;
}

PluginLibrary::PluginLibrary(Source source, std::shared_ptr<const PluginHost> host)
    : m_source(std::move(source))
    , m_host(std::move(host))
{
}

PluginLibrary::~PluginLibrary()
{
    if (m_isInitialised) {
        if (const auto shutdown =
                reinterpret_cast<gw_shutdown_function>(m_library.resolve("gw_plugin_shutdown"))) {
            shutdown(m_host.get());
        }
    }
    if (isUnloadable() && m_library.isLoaded() && !m_host->isInitialising) {
        m_library.unload();
    }
}

Expected<void> PluginLibrary::open()
{
    // Symbols stay local (no ExportExternalSymbolsHint), and a missing one is found now, not under
    // traffic.
    QLibrary::LoadHints hints = QLibrary::ResolveAllSymbolsHint;
    if (!isUnloadable()) {
        hints |= QLibrary::PreventUnloadHint;
    }
    m_library.setFileName(QString::fromStdString(m_source.file.string()));
    m_library.setLoadHints(hints);
    if (!m_library.load()) {
        return tl::unexpected(
            explainLinkerError(m_library.errorString().toStdString(), m_source.path));
    }
    return {};
}

Expected<void> PluginLibrary::checkInfo()
{
    const auto *info = reinterpret_cast<const gw_plugin_info *>(m_library.resolve("gw_plugin_abi"));
    if (info == nullptr) {
        return failure(
            "Does not export gw_plugin_abi", m_source.path,
            "Include <gatewright/plugin.h>, and do not hide its symbols with a linker script");
    }
    const bool isWhole = info->struct_size >= kLeastInfoSize;
    if (!isWhole || info->abi_major != GW_ABI_MAJOR) {
        return failure("gw_plugin_abi does not describe plugin ABI " + std::to_string(GW_ABI_MAJOR),
                       m_source.path, "Rebuild it with the gatewright/plugin.h of this gateway");
    }
    m_sdkVersion = info->sdk_version != nullptr ? info->sdk_version : "";
    m_buildId = info->build_id != nullptr ? info->build_id : "";
    return {};
}

Expected<void> PluginLibrary::initialise()
{
    const auto init = reinterpret_cast<gw_init_function>(m_library.resolve("gw_plugin_init"));
    if (init != nullptr) {
        const auto status = runInit(init, m_host, m_source.initPatience);
        if (!status) {
            return failure("gw_plugin_init has not returned within " +
                               std::to_string(m_source.initPatience.count()) + " ms",
                           m_source.path,
                           "It waits for something: give it a deadline of its own, put the new "
                           "build in place and reload");
        }
        if (*status != GW_OK) {
            const std::string why = m_host->initFailure.empty()
                                        ? "it returned " + std::to_string(*status)
                                        : m_host->initFailure;
            return failure("gw_plugin_init failed: " + why, m_source.path);
        }
    }
    m_isInitialised = true;
    return {};
}

Expected<gw_hook_function> PluginLibrary::function(const HookEntry &hook) const
{
    const std::string symbol = "gw_hook_" + hook.name;
    const auto function = reinterpret_cast<gw_hook_function>(m_library.resolve(symbol.c_str()));
    if (function == nullptr) {
        return failure("Does not export " + symbol, m_source.path,
                       "Export the function with GW_EXPORT_HOOK");
    }
    return function;
}

bool PluginLibrary::isUnloadable() const
{
    return (m_source.manifest.libraryFlags & GW_UNLOADABLE_FLAG) != 0;
}

} // namespace gw::plugin
