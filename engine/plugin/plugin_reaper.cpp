// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_reaper.h"

#include <QMetaObject>
#include <QThread>

namespace gw::plugin {

std::shared_ptr<const PluginLibrary> PluginReaper::share(std::unique_ptr<PluginLibrary> library,
                                                         std::shared_ptr<PluginReaper> reaper)
{
    return {library.release(), [reaper = std::move(reaper)](PluginLibrary *done) {
                reaper->retire(std::unique_ptr<PluginLibrary>(done));
            }};
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
    if (thread() == QThread::currentThread()) {
        library.reset();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_retired.push_back(std::move(library));
    }
    QMetaObject::invokeMethod(this, [this] { shutDown(); }, Qt::QueuedConnection);
}

} // namespace gw::plugin
