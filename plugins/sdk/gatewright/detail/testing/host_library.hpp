// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

#include <cstring>

// Host functions for the whole library: log, metrics, store, clock.
namespace gw::testing::detail {

inline int32_t hostLogEnabled(const gw_host *host, gw_level level)
{
    return level >= Host::of(host).gateway.logLevel ? 1 : 0;
}

inline void hostLog(const gw_host *host, gw_call *call, gw_level level, gw_string message,
                    const gw_field *fields, uint64_t count)
{
    if (hostLogEnabled(host, level) == 0) {
        return;
    }
    LogLine line;
    line.level = level;
    line.message = view(message);
    line.hook = call == nullptr ? std::string() : call->hook;
    for (uint64_t i = 0; i < count; ++i) {
        line.fields.emplace_back(view(fields[i].key), view(fields[i].value));
    }
    Host::of(host).gateway.addLine(std::move(line));
}

inline gw_counter *hostCounter(const gw_host *host, gw_string name, gw_string)
{
    return Host::of(host).gateway.makeCounter(view(name));
}

inline void hostCounterAdd(gw_counter *counter, uint64_t by)
{
    counter->value += by;
}

inline gw_gauge *hostGauge(const gw_host *host, gw_string name, gw_string)
{
    return Host::of(host).gateway.makeGauge(view(name));
}

inline void hostGaugeSet(gw_gauge *gauge, double value)
{
    gauge->value = value;
}

inline gw_status hostStoreGet(const gw_host *host, gw_string key, gw_buffer *value)
{
    const auto there = Host::of(host).gateway.stored(std::string(view(key)));
    value->size = there ? there->size() : 0;
    if (!there) {
        return GW_NOT_FOUND;
    }
    if (there->size() > value->capacity) {
        return GW_TOO_LARGE;
    }
    if (!there->empty()) {
        std::memcpy(value->bytes, there->data(), there->size());
    }
    return GW_OK;
}

inline Gateway::Milliseconds lifetimeOf(int64_t milliseconds)
{
    return Gateway::Milliseconds(milliseconds > 0 ? milliseconds : 0);
}

inline gw_status hostStoreSet(const gw_host *host, gw_string key, gw_string value, int64_t life)
{
    Gateway &gateway = Host::of(host).gateway;
    const bool isKept =
        gateway.store(std::string(view(key)), std::string(view(value)), lifetimeOf(life));
    return isKept ? GW_OK : GW_TOO_LARGE;
}

inline gw_status hostStoreRemove(const gw_host *host, gw_string key)
{
    return Host::of(host).gateway.removeStored(std::string(view(key))) ? GW_OK : GW_NOT_FOUND;
}

inline gw_status hostStoreAdd(const gw_host *host, gw_string key, int64_t by, int64_t life,
                              int64_t *sum)
{
    const auto result =
        Host::of(host).gateway.addStored(std::string(view(key)), by, lifetimeOf(life));
    if (!result) {
        return GW_INVALID;
    }
    *sum = *result;
    return GW_OK;
}

inline int64_t hostWallTime(const gw_host *host)
{
    return Host::of(host).gateway.wallTime();
}

inline int64_t hostMonotonicTime(const gw_host *host)
{
    return Host::of(host).gateway.monotonicTime();
}

inline void addLibraryFunctions(gw_host &host)
{
    host.log_enabled = hostLogEnabled;
    host.log = hostLog;
    host.counter = hostCounter;
    host.counter_add = hostCounterAdd;
    host.gauge = hostGauge;
    host.gauge_set = hostGaugeSet;
    host.store_get = hostStoreGet;
    host.store_set = hostStoreSet;
    host.store_remove = hostStoreRemove;
    host.store_add = hostStoreAdd;
    host.wall_time = hostWallTime;
    host.monotonic_time = hostMonotonicTime;
}

} // namespace gw::testing::detail
