// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions for the whole library: log, metrics, store, clock.
#include "base/log.h"
#include "plugin/hook_call.h"
#include "plugin/plugin_hook.h"
#include "plugin/plugin_host.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

namespace gw::plugin {

namespace {

LogLevel levelOf(gw_level level)
{
    switch (level) {
    case GW_DEBUG:
        return LogLevel::Debug;
    case GW_INFO:
        return LogLevel::Info;
    case GW_WARNING:
        return LogLevel::Warning;
    default:
        return LogLevel::Error;
    }
}

int32_t logEnabled(const gw_host *host, gw_level level) noexcept
{
    return PluginHost::of(host).services.log.isEnabled(levelOf(level)) ? 1 : 0;
}

void log(const gw_host *host, gw_call *call, gw_level level, gw_string message,
         const gw_field *fields, uint64_t fieldCount) noexcept
{
    const PluginHost &own = PluginHost::of(host);
    if (!own.services.log.isEnabled(levelOf(level))) {
        return;
    }
    std::array<LogField, 24> all;
    std::size_t count = 0;
    const auto add = [&all, &count](std::string_view key, std::string_view value) {
        if (count < all.size()) {
            all[count++] = LogField{key, value};
        }
    };
    add("prefix", "plugin");
    add("mwPath", call != nullptr ? call->hook->path() : own.path);
    if (call != nullptr) {
        add("mwSymbolName", call->hook->symbol());
        if (call->context != nullptr) {
            add("request_id", call->context->requestId);
        }
        if (call->context != nullptr && call->context->api != nullptr) {
            add("api_id", call->context->api->id);
            add("api_name", call->context->api->name);
        }
    }
    for (std::uint64_t i = 0; i < fieldCount; ++i) {
        add(view(fields[i].key), view(fields[i].value));
    }
    own.services.log.write(levelOf(level), view(message), std::span(all).first(count));
}

gw_counter *counter(const gw_host *host, gw_string name, gw_string explanation) noexcept
{
    return PluginHost::of(host).services.metrics.counter(view(name), view(explanation));
}

void counterAdd(gw_counter *counter, uint64_t by) noexcept
{
    counter->value.fetch_add(by, std::memory_order_relaxed);
}

gw_gauge *gauge(const gw_host *host, gw_string name, gw_string explanation) noexcept
{
    return PluginHost::of(host).services.metrics.gauge(view(name), view(explanation));
}

void gaugeSet(gw_gauge *gauge, double value) noexcept
{
    gauge->value.store(value, std::memory_order_relaxed);
}

gw_status storeGet(const gw_host *host, gw_string key, gw_buffer *value) noexcept
{
    const auto there = PluginHost::of(host).services.store.get(view(key));
    if (!there) {
        value->size = 0;
        return GW_NOT_FOUND;
    }
    value->size = there->size();
    if (there->size() > value->capacity) {
        return GW_TOO_LARGE;
    }
    if (!there->empty()) {
        std::memcpy(value->bytes, there->data(), there->size());
    }
    return GW_OK;
}

std::chrono::milliseconds lifetimeOf(int64_t milliseconds)
{
    return std::chrono::milliseconds(std::max<std::int64_t>(milliseconds, 0));
}

gw_status storeSet(const gw_host *host, gw_string key, gw_string value, int64_t timeToLive) noexcept
{
    request::KeyValueStore &store = PluginHost::of(host).services.store;
    return store.set(view(key), view(value), lifetimeOf(timeToLive)) ? GW_OK : GW_TOO_LARGE;
}

gw_status storeRemove(const gw_host *host, gw_string key) noexcept
{
    return PluginHost::of(host).services.store.remove(view(key)) ? GW_OK : GW_NOT_FOUND;
}

gw_status storeAdd(const gw_host *host, gw_string key, int64_t by, int64_t timeToLive,
                   int64_t *sum) noexcept
{
    const auto result =
        PluginHost::of(host).services.store.increment(view(key), by, lifetimeOf(timeToLive));
    if (!result) {
        return GW_INVALID;
    }
    *sum = *result;
    return GW_OK;
}

int64_t wallTime(const gw_host *) noexcept
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

int64_t monotonicTime(const gw_host *) noexcept
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

void addLibraryFunctions(gw_host &host)
{
    host.log_enabled = logEnabled;
    host.log = log;
    host.counter = counter;
    host.counter_add = counterAdd;
    host.gauge = gauge;
    host.gauge_set = gaugeSet;
    host.store_get = storeGet;
    host.store_set = storeSet;
    host.store_remove = storeRemove;
    host.store_add = storeAdd;
    host.wall_time = wallTime;
    host.monotonic_time = monotonicTime;
}

} // namespace gw::plugin
