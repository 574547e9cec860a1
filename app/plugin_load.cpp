// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_load.h"

#include "base/epoll_dispatcher.h"
#include "bench/bench_worker.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_library.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace gw::app {

namespace {

// The address of the hook, once its library is loaded and initialised.
Expected<const void *> addressIn(bench::BenchWorker &worker, const std::string &path,
                                 const std::string &symbol)
{
    const auto file = plugin::readPluginFile(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto manifest = plugin::readManifest(file->bytes, path);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    // Wherever it may stand; a name that is not there is told as for a request hook.
    const plugin::HookEntry *known = manifest->find(symbol);
    const auto entry = known != nullptr
                           ? Expected<plugin::HookEntry>(*known)
                           : plugin::chooseHook(*manifest, symbol, plugin::HookKind::Request, path);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    const auto library = plugin::PluginLibrary::load(
        {std::filesystem::absolute(path), path, file->sha256, std::move(*manifest)},
        std::make_shared<plugin::PluginHost>(worker.pluginServices(), path));
    if (!library) {
        return tl::unexpected(library.error());
    }
    const auto function = (*library)->function(*entry);
    if (!function) {
        return tl::unexpected(function.error());
    }
    return reinterpret_cast<const void *>(*function);
}

} // namespace

int loadPlugins(const PluginLoadArguments &arguments)
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    bench::BenchWorker worker;
    std::string_view rest = arguments.files;
    while (!rest.empty()) {
        const std::string path(rest.substr(0, rest.find(',')));
        rest.remove_prefix(std::min(path.size() + 1, rest.size()));
        const auto address = addressIn(worker, path, arguments.symbol);
        if (!address) {
            std::fprintf(stderr, "gatewright: unexpected error: %s\n",
                         address.error().text().c_str());
            return 1;
        }
        std::printf("[file=%s, symbol=%s] loaded ok, got %p\n", path.c_str(),
                    arguments.symbol.c_str(), *address);
    }
    return 0;
}

} // namespace gw::app
