// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gatewright/plugin.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

// The types behind the handles of plugin.h.
struct gw_counter {
    std::string name;
    std::string explanation;
    std::atomic<std::uint64_t> value{0};
};
struct gw_gauge {
    std::string name;
    std::string explanation;
    std::atomic<double> value{0};
};

namespace gw::plugin {

// Counters and gauges that plugins made for themselves. They are never taken away, so a handle
// stays good over a reload. Thread: any.
class PluginMetrics final {
public:
    // Null when the name is no [a-z0-9_]+, belongs to a metric of the other kind, or there are
    // kMost already.
    static constexpr std::size_t kMost = 1000;
    [[nodiscard]] gw_counter *counter(std::string_view name, std::string_view explanation);
    [[nodiscard]] gw_gauge *gauge(std::string_view name, std::string_view explanation);

    struct Sample {
        std::string name; // as the plugin gave it; shown as gatewright_plugin_<name>
        std::string explanation;
        bool isCounter = false;
        double value = 0;
    };
    [[nodiscard]] std::vector<Sample> samples() const;

private:
    mutable std::mutex m_mutex;
    std::deque<gw_counter> m_counters; // a deque, so that the handles stay where they are
    std::deque<gw_gauge> m_gauges;
};

} // namespace gw::plugin
