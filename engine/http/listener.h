// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "http/connection.h"

#include <functional>
#include <memory>
#include <vector>

namespace gw::net {
class TlsServerContext;
}

namespace gw::http {

// Accepts the connections of one address for one worker and owns them. Several workers may listen
// on the same address, each with a socket of its own (SO_REUSEPORT). When descriptors run out, when
// there are too many connections or unfinished handshakes, clients wait in the kernel's queue; it
// never stops for good. Thread: worker, on an EpollDispatcher.
class Listener final : private IoHandler, private ConnectionOwner {
public:
    struct Setup {
        Descriptor socket;                                // listening
        std::shared_ptr<const net::TlsServerContext> tls; // null: plain
        ConnectionLimits limits;
    };

    Listener(EpollDispatcher &dispatcher, TimerWheel &timers, RequestHandler &handler, Setup setup);
    // Ends what is left as shutDown() does. No exchange may be held by then.
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    void start();
    [[nodiscard]] net::Address address() const;

    // Closes the listening socket. Connections go on.
    void stopAccepting();
    // Stops accepting, closes idle connections at once and the others after their answer. The
    // function is called once, when none is left; from the event loop, never from inside drain().
    void drain(std::function<void()> onDrained);
    // Ends all connections now. Handlers hear of it as of clients that have left.
    void shutDown();

    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    [[nodiscard]] std::size_t idleConnections() const;

private:
    // How many are accepted before the others of the worker have their turn.
    static constexpr int kAcceptsInARow = 64;
    static constexpr std::chrono::milliseconds kRetryPause{100};

    struct SoonGate;
    class Retry final : public Deadline {
    public:
        explicit Retry(Listener &listener)
            : m_listener(listener)
        {
        }
        void onExpired() override { m_listener.resume(); }

    private:
        Listener &m_listener;
    };

    void onReady(std::uint32_t events) override;
    void callSoon(Connection &connection) override;
    void onHandshakeDone(Connection &connection) override;
    void onOver(Connection &connection) override;
    [[nodiscard]] bool isDraining() const override { return m_isDraining; }

    void adopt(Descriptor descriptor, const net::Address &peer);
    void pause();
    void resume();
    void scheduleSoon();
    void runSoon();
    void bury();

    ConnectionLimits m_limits;
    Descriptor m_socket;
    std::shared_ptr<const net::TlsServerContext> m_tls;
    ExchangePool m_exchanges;
    DateClock m_clock;
    ConnectionSurroundings m_surroundings;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Connection *> m_handshakes; // unfinished, oldest first
    std::vector<Connection *> m_soon;
    std::vector<Connection *> m_over;
    std::shared_ptr<SoonGate> m_gate;
    Retry m_retry{*this};
    std::function<void()> m_onDrained;
    bool m_isAccepting = false;
    bool m_isDraining = false;
};

} // namespace gw::http
