// SPDX-License-Identifier: MIT
// State inside a plugin: counts the hits of every endpoint and answers with the count.
#include <gatewright/plugin.hpp>

#include <map>
#include <mutex>

namespace {

// Hooks run on several threads at once, hence the lock.
struct Hits {
    std::mutex mutex;
    std::map<std::string, std::uint64_t> byEndpoint;

    std::uint64_t record(const std::string &endpoint)
    {
        const std::lock_guard lock(mutex);
        return ++byEndpoint[endpoint];
    }
};

Hits *hits = nullptr;
gw::Counter total;

} // namespace

// Once, when the gateway loads the library: open connections, read files, register metrics here.
GW_PLUGIN_INIT
{
    hits = new Hits;
    total = gw::Counter("hit_counter_hits_total", "Requests that MyProcessRequest has counted");
}

GW_PLUGIN_SHUTDOWN
{
    delete hits;
    hits = nullptr;
}

void MyProcessRequest(gw::ResponseWriter &rw, gw::Request &r)
{
    std::string endpoint(r.method());
    endpoint.append(" ").append(r.path());
    r.log().info("Custom middleware, new hit", {{"endpoint", endpoint}});

    const std::uint64_t count = hits->record(endpoint);
    total.add();
    r.log().debug("New hit counter value", {{"count", count}});
    if (count > 100) {
        r.log().warning("Hit counter too high", {{"count", count}});
    }

    rw.replyJson(200, gw::json::Object()
                          .addRaw("session", r.session().json())
                          .add("endpoint", endpoint)
                          .add("hit_counter", count)
                          .text());
}
GW_EXPORT_HOOK(MyProcessRequest)
