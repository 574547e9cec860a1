// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_reaper.h"

#include <QMetaObject>
#include <QThread>

namespace gw::plugin {

std::shared_ptr<const PluginLibrary>
PluginReaper::share(std::unique_ptr<PluginLibrary> library,
                    const std::shared_ptr<PluginReaper> &reaper)
{
    const std::shared_ptr<const PluginLibrary> shared(
        library.release(),
        [reaper](PluginLibrary *done) { reaper->retire(std::unique_ptr<PluginLibrary>(done)); });
    const std::lock_guard lock(reaper->m_mutex);
    reaper->m_shared[shared->file()] = shared;
    return shared;
}

std::shared_ptr<const PluginLibrary> PluginReaper::inUse(const std::filesystem::path &copy)
{
    {
        std::unique_lock lock(m_mutex);
        const auto place = m_shared.find(copy);
        if (place != m_shared.end()) {
            if (auto library = place->second.lock()) {
                return library;
            }
            m_changed.wait(lock, [&] { return !m_shared.contains(copy); });
        }
    }
    shutDown();
    return nullptr;
}

void PluginReaper::shutDown()
{
    std::vector<std::unique_ptr<PluginLibrary>> retired;
    {
        const std::lock_guard lock(m_mutex);
        retired.swap(m_retired);
    }
    retired.clear(); // without the lock: a shutdown function may take long
}

void PluginReaper::retire(std::unique_ptr<PluginLibrary> library)
{
    const bool isOwnThread = thread() == QThread::currentThread();
    {
        const std::lock_guard lock(m_mutex);
        m_shared.erase(library->file());
        if (!isOwnThread) {
            m_retired.push_back(std::move(library));
        }
        m_changed.notify_all();
    }
    if (isOwnThread) {
        library.reset();
        return;
    }
    QMetaObject::invokeMethod(this, [this] { shutDown(); }, Qt::QueuedConnection);
}

} // namespace gw::plugin
