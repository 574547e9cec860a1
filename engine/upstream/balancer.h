// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/host_health.h"
#include "upstream/http_client.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace gw::upstream {

// One place to which an API forwards.
struct Target {
    std::shared_ptr<const Origin> origin;
    std::string basePath;              // escaped; joined with the request's path
    std::string baseQuery;             // escaped, without '?'; goes before the request's query
    HostHealth::Flag isDown = nullptr; // null: whatever uptime tests find
};

// Strict round robin over an API's targets, from the first (Tyk D7). All workers draw from one
// sequence, which starts again when the API is changed.
// Thread: any.
class Balancer final {
public:
    explicit Balancer(std::vector<Target> targets);

    // Whose turn it is, or the next one behind it that is up; null when none is. Lives as long as
    // the balancer.
    [[nodiscard]] const Target *next() const;
    [[nodiscard]] const std::vector<Target> &targets() const { return m_targets; }

private:
    std::vector<Target> m_targets;
    mutable std::atomic<std::size_t> m_turn = 0;
};

} // namespace gw::upstream
