// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/event_batch.h"

#include <algorithm>

namespace gw::control {

std::optional<TopicSet> topicsOf(std::string_view list)
{
    if (list.empty()) {
        return TopicSet().set().reset(static_cast<std::size_t>(Topic::Pauses));
    }
    TopicSet topics;
    while (!list.empty()) {
        const std::string_view name = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), name.size() + 1));
        const auto found = std::ranges::find(kTopicNames, name);
        if (found == kTopicNames.end()) {
            return std::nullopt;
        }
        topics.set(static_cast<std::size_t>(found - kTopicNames.begin()));
    }
    return topics;
}

std::size_t EventBatch::bytes() const
{
    std::size_t bytes = 0;
    for (const auto &content : bySet) {
        bytes += content ? content->text.size() : 0;
    }
    return bytes;
}

} // namespace gw::control
