// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/soon_queue.h"
#include "upstream/upstream_connection.h"

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace gw::upstream {

// Keeps closed connections until no function of theirs can be on the stack.
// Thread: the client's worker.
class ClosedConnections final : private SoonTask {
public:
    explicit ClosedConnections(SoonQueue &soon)
        : m_soon(soon)
    {
    }
    ~ClosedConnections() { m_soon.remove(*this); }

    void add(std::unique_ptr<UpstreamConnection> connection);

private:
    void onSoon() override { m_connections.clear(); }

    SoonQueue &m_soon;
    std::vector<std::unique_ptr<UpstreamConnection>> m_connections;
};

// The idle connections of one worker by origin. The one that was used last is used first, so that
// those which are not needed grow old and go.
// Thread: the client's worker.
class ConnectionPool final : private IdleObserver {
public:
    explicit ConnectionPool(ClosedConnections &closed)
        : m_closed(closed)
    {
    }

    // Null when none is idle.
    [[nodiscard]] std::unique_ptr<UpstreamConnection> take(const Origin &origin);
    // Closes it instead when its origin has as many idle ones as it may.
    void put(std::unique_ptr<UpstreamConnection> connection);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_size; }
    // Origins it remembers. Those without an idle connection go now and then, so that a key is not
    // made anew for every request.
    [[nodiscard]] std::size_t origins() const { return m_idle.size(); }

    static constexpr std::size_t kRemembered = 64; // at least

private:
    using Connections = std::vector<std::unique_ptr<UpstreamConnection>>;

    void onIdleEnded(UpstreamConnection &connection) override;
    void forgetOrigins();

    ClosedConnections &m_closed;
    std::unordered_map<std::string, Connections> m_idle; // by Origin::key
    std::size_t m_size = 0;
    std::size_t m_forgetAt = kRemembered; // origins
};

} // namespace gw::upstream
