// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_init.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace gw::plugin {

namespace {

// Shared with the thread, which may outlive the call.
struct InitRun {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<gw_status> status; // guarded by mutex
};

} // namespace

std::optional<gw_status> runInit(gw_init_function init,
                                 const std::shared_ptr<const PluginHost> &host,
                                 std::chrono::milliseconds patience)
{
    const auto run = std::make_shared<InitRun>();
    host->isInitialising = true;
    std::thread([run, init, host] {
        const gw_status status = init(host.get());
        host->isInitialising = false;
        const std::lock_guard lock(run->mutex);
        run->status = status;
        run->changed.notify_all();
    }).detach();
    std::unique_lock lock(run->mutex);
    run->changed.wait_for(lock, patience, [&run] { return run->status.has_value(); });
    return run->status;
}

} // namespace gw::plugin
