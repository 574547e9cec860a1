// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gw::control {

// What a console can listen to at /tyk/events.
enum class Topic : std::uint8_t { Log, Traffic, Metrics, Reload, Plugins, Pauses };

inline constexpr std::size_t kTopics = 6;
inline constexpr std::array<std::string_view, kTopics> kTopicNames{"log",    "traffic", "metrics",
                                                                   "reload", "plugins", "pauses"};

using TopicSet = std::bitset<kTopics>;

// "log,traffic": the topics named; an empty list means all but pauses, since who listens to these
// lets requests be stopped. Nothing: one of them is unknown.
[[nodiscard]] std::optional<TopicSet> topicsOf(std::string_view list);

// What one round of the hub sends to the subscribers of one set of topics. Text in the form of
// Server-Sent Events (WHATWG HTML, section 9.2), whole events only. Thread: any (immutable).
struct EventText {
    std::string text;
    std::size_t events = 0;
};

// One round of the hub: text for each set of topics that somebody subscribed to. Shared by all
// workers. Thread: any (immutable).
struct EventBatch {
    std::array<std::shared_ptr<const EventText>, std::size_t{1} << kTopics> bySet;

    [[nodiscard]] std::size_t bytes() const;
    // Null when there is nothing for the set.
    [[nodiscard]] const std::shared_ptr<const EventText> &of(TopicSet topics) const
    {
        return bySet[topics.to_ulong()];
    }
};

} // namespace gw::control
