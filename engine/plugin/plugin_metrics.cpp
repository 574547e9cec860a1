// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_metrics.h"

#include <algorithm>

namespace gw::plugin {

namespace {

bool isMetricName(std::string_view name)
{
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return !name.empty() && name.size() <= 128 &&
           name.find_first_not_of(kAllowed) == std::string_view::npos;
}

template <typename List>
auto *named(List &list, std::string_view name)
{
    const auto place =
        std::ranges::find_if(list, [name](const auto &metric) { return metric.name == name; });
    return place == list.end() ? nullptr : &*place;
}

template <typename List, typename Others>
typename List::value_type *make(List &list, Others &others, std::string_view name,
                                std::string_view explanation)
{
    if (auto *there = named(list, name)) {
        return there;
    }
    if (!isMetricName(name) || named(others, name) != nullptr ||
        list.size() + others.size() >= PluginMetrics::kMost) {
        return nullptr;
    }
    auto &made = list.emplace_back();
    made.name = name;
    made.explanation = explanation;
    return &made;
}

} // namespace

gw_counter *PluginMetrics::counter(std::string_view name, std::string_view explanation)
{
    const std::lock_guard lock(m_mutex);
    return make(m_counters, m_gauges, name, explanation);
}

gw_gauge *PluginMetrics::gauge(std::string_view name, std::string_view explanation)
{
    const std::lock_guard lock(m_mutex);
    return make(m_gauges, m_counters, name, explanation);
}

std::vector<PluginMetrics::Sample> PluginMetrics::samples() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Sample> samples;
    for (const gw_counter &counter : m_counters) {
        samples.push_back({counter.name, counter.explanation, true,
                           static_cast<double>(counter.value.load(std::memory_order_relaxed))});
    }
    for (const gw_gauge &gauge : m_gauges) {
        samples.push_back(
            {gauge.name, gauge.explanation, false, gauge.value.load(std::memory_order_relaxed)});
    }
    return samples;
}

} // namespace gw::plugin
