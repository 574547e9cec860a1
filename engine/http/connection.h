// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"
#include "base/timer_wheel.h"
#include "http/exchange_pool.h"
#include "net/address.h"
#include "net/transport.h"

#include <memory>

namespace gw {
class EpollDispatcher;
}

namespace gw::http {

class Connection;

// What a connection shares with the others of its listener. Everything outlives the connections.
class ConnectionOwner {
public:
    // Calls onSoon() at the end of the present round of events.
    virtual void callSoon(Connection &connection) = 0;
    // The TLS handshake is done.
    virtual void onHandshakeDone(Connection &connection) = 0;
    // Nothing needs the connection any more. The owner deletes it, but not inside this call.
    virtual void onOver(Connection &connection) = 0;
    [[nodiscard]] virtual bool isDraining() const = 0;

protected:
    ~ConnectionOwner() = default;
};

struct ConnectionSurroundings {
    EpollDispatcher &dispatcher;
    TimerWheel &timers;
    RequestHandler &handler;
    const ConnectionLimits &limits;
    ExchangePool &exchanges;
    DateClock &clock;
    ConnectionOwner &owner;
};

// One client's connection: moves bytes between its transport and the exchange under way, keeps the
// times, and decides what follows an exchange. While no request is under way it has no buffers.
// Thread: worker.
class Connection final : public IoHandler, private Deadline, private Carrier {
public:
    Connection(const ConnectionSurroundings &surroundings, net::Transport transport,
               const net::Address &peer);
    ~Connection();

    // Watches the transport; with TLS the handshake comes first.
    void start();
    void onReady(std::uint32_t events) override;
    // Whatever was put off by callSoon().
    void onSoon();
    // The listener drains: an idle connection closes at once, a busy one after its answer.
    void drain();
    // Ends it now, whatever is under way. Handlers hear of it as of a client that has left.
    void shutDown();

    [[nodiscard]] bool isHandshaking() const { return m_phase == Phase::Handshake; }
    [[nodiscard]] bool isIdle() const { return m_phase == Phase::Open && m_exchange == nullptr; }

    // The owner's places for it.
    std::size_t slot = 0;
    bool isQueued = false;

private:
    enum class Phase : std::uint8_t { Handshake, Open, Lingering, Dead };
    // What the deadline stands for.
    enum class Wait : std::uint8_t {
        Nothing,
        Handshake,
        Head,
        Idle,
        Body,
        Tunnel,
        Write,
        Unread,
        Linger
    };

    void onExpired() override;
    bool send(std::string_view piece, std::string_view end) override;
    void wake() override;
    [[nodiscard]] bool isDraining() const override;
    [[nodiscard]] DateClock &clock() override { return m_around.clock; }

    void shakeHands();
    void readInput();
    [[nodiscard]] bool readOnce(std::span<char> room);
    void flush();
    void run();
    [[nodiscard]] bool step();
    [[nodiscard]] bool sendRest();
    [[nodiscard]] bool tellDrained();
    [[nodiscard]] bool readHead();
    [[nodiscard]] bool endExchange();
    [[nodiscard]] bool endAborted();
    void settle();
    void watchWhatIsWanted();
    [[nodiscard]] bool wantsInput() const;
    [[nodiscard]] Wait wanted() const;
    [[nodiscard]] Wait waitOfTunnel() const;
    [[nodiscard]] bool isRenewed(Wait wait) const;
    [[nodiscard]] ConnectionLimits::Duration timeOf(Wait wait) const;
    void meterBody(bool isAwaited);
    [[nodiscard]] ConnectionLimits::Duration timeLeftForBody() const;
    void giveExchangeBack();
    void startLingering();
    void linger();
    void loseClient();
    void close();
    void leave();

    const ConnectionSurroundings &m_around;
    net::Transport m_transport;
    Peer m_peer;
    std::unique_ptr<WireExchange> m_exchange;
    std::uint32_t m_events = 0;
    Phase m_phase = Phase::Handshake;
    Wait m_wait = Wait::Nothing;
    Clock::time_point m_bodyAwaitedSince;   // means something while m_isBodyAwaited
    Clock::duration m_bodyAwaitedBefore{0}; // of this request, in all
    bool m_isBodyAwaited = false;
    bool m_isRunning = false;
    bool m_isWatched = false;
    bool m_hasRead = false; // since the deadline was set
    bool m_hasSent = false;
    bool m_isInputEnded = false;
    bool m_isBroken = false; // a write has failed
    bool m_isOutputShut = false;
};

} // namespace gw::http
