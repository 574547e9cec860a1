// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/copy_folder.h"
#include "plugin/plugin_library.h"

#include <QObject>

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace gw::plugin {

// Shuts libraries down on the thread that loaded them: the last request of an old generation ends
// on some worker, and gw_plugin_shutdown may take its time. Thread: retire() from any; the rest on
// the thread that made it.
class PluginReaper final : public QObject {
public:
    // folder: of the copies; it stays locked until the last library has gone.
    explicit PluginReaper(CopyFolder folder)
        : m_folder(std::move(folder))
    {
    }
    ~PluginReaper() override { shutDown(); }

    // Wraps a library so that it comes here when its last user has gone. The reaper outlives it.
    [[nodiscard]] static std::shared_ptr<const PluginLibrary>
    share(std::unique_ptr<PluginLibrary> library, const std::shared_ptr<PluginReaper> &reaper);

    // The library that was loaded from a copy and is in use; null: there is none, and none is left
    // to be shut down. Waits for one that its last user is leaving at this moment.
    [[nodiscard]] std::shared_ptr<const PluginLibrary> inUse(const std::filesystem::path &copy);
    [[nodiscard]] const std::filesystem::path &folder() const { return m_folder.path(); }
    // Destroys what was retired so far.
    void shutDown();

private:
    void retire(std::unique_ptr<PluginLibrary> library);

    const CopyFolder m_folder;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex.
    std::map<std::filesystem::path, std::weak_ptr<const PluginLibrary>> m_shared; // until retired
    std::vector<std::unique_ptr<PluginLibrary>> m_retired;
};

} // namespace gw::plugin
