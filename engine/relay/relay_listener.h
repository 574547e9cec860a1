// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "net/address.h"
#include "relay/relay_connection.h"

#include <functional>
#include <memory>
#include <vector>

namespace gw::net {
class Resolver;
class TlsServerContext;
} // namespace gw::net

namespace gw::relay {

// Accepts the connections of one address for one worker and carries their bytes to an origin and
// back, as http::Listener does with requests: with a socket of its own for each worker; clients
// wait in the kernel's queue when descriptors run out or when there are too many connections.
// Thread: worker, on an EpollDispatcher.
class RelayListener final : private IoHandler, private RelayOwner, private upstream::SoonTask {
public:
    struct Setup {
        Descriptor socket;                                    // listening
        std::shared_ptr<const net::TlsServerContext> tls;     // null: plain
        std::function<std::optional<RelayTarget>()> target{}; // asked anew for each connection
        RelayLimits limits{};
        Log *log = nullptr; // of connections that do not come about; null: nothing is told
    };

    RelayListener(EpollDispatcher &dispatcher, TimerWheel &timers, net::Resolver &resolver,
                  Setup setup);
    // Ends what is left as shutDown() does.
    ~RelayListener();
    RelayListener(const RelayListener &) = delete;
    RelayListener &operator=(const RelayListener &) = delete;

    void start();
    [[nodiscard]] net::Address address() const;

    // Closes the listening socket. Connections go on.
    void stopAccepting();
    // Stops accepting; connections go on until they end by themselves. The function is called once,
    // when none is left; from the event loop, never from inside drain().
    void drain(std::function<void()> onDrained);
    // Ends all connections now.
    void shutDown();

    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    // Of all connections: bytes that one side has sent and the other has not taken.
    [[nodiscard]] std::size_t waitingBytes() const;

private:
    // How many are accepted before the others of the worker have their turn.
    static constexpr int kAcceptsInARow = 64;
    static constexpr std::chrono::milliseconds kRetryPause{100};

    class Retry final : public Deadline {
    public:
        explicit Retry(RelayListener &listener)
            : m_listener(listener)
        {
        }
        void onExpired() override { m_listener.resume(); }

    private:
        RelayListener &m_listener;
    };

    void onReady(std::uint32_t events) override;
    std::optional<RelayTarget> target() override { return m_setup.target(); }
    void onOver(RelayConnection &connection) override;
    void onSoon() override;

    void adopt(Descriptor descriptor);
    void pause();
    void resume();
    void bury();

    Setup m_setup;
    upstream::SoonQueue m_soon;
    upstream::ConnectionServices m_services;
    RelaySurroundings m_surroundings;
    std::vector<std::unique_ptr<RelayConnection>> m_connections;
    std::vector<RelayConnection *> m_over;
    Retry m_retry{*this};
    std::function<void()> m_onDrained;
    bool m_isAccepting = false;
};

} // namespace gw::relay
