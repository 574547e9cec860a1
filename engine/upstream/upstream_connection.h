// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"
#include "base/timer_wheel.h"
#include "net/transport.h"
#include "upstream/dialer.h"
#include "upstream/http_client.h"
#include "upstream/proxy_tunnel.h"
#include "upstream/soon_queue.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gw::upstream {

class UpstreamConnection;

// Hears of the connection that it uses. Every function may give the connection back or discard it.
class ConnectionUser {
public:
    virtual void onOpen() = 0;
    virtual void onOpenFailed(Failure failure) = 0;
    // Valid during the call.
    virtual void onBytes(std::string_view bytes) = 0;
    // Nothing comes any more. `problem`: "Connection reset by peer"; empty when the origin closed
    // in good order.
    virtual void onPeerClosed(std::string_view problem) = 0;
    // Some of what waited to be sent has gone out.
    virtual void onSent() = 0;

protected:
    ~ConnectionUser() = default;
};

class IdleObserver {
public:
    // An idle connection is of no more use: it was closed, spoke unasked, or has waited too long.
    virtual void onIdleEnded(UpstreamConnection &connection) = 0;

protected:
    ~IdleObserver() = default;
};

// What the connections of a client share. Thread: the client's worker.
struct ConnectionServices {
    ConnectionServices(TimerWheel &timerWheel, net::Resolver &nameResolver, SoonQueue &soonQueue)
        : timers(timerWheel)
        , resolver(nameResolver)
        , soon(soonQueue)
    {
    }

    static constexpr std::size_t kReadSize = 64 * 1024;

    [[nodiscard]] Dialer::Services forDialing() { return {timers, resolver, soon}; }

    TimerWheel &timers;
    net::Resolver &resolver;
    SoonQueue &soon;
    std::vector<char> readBuffer = std::vector<char>(kReadSize); // of the read under way
};

// One connection to an origin: byte stream, keep-alive and idle time; no HTTP. Either a user has it
// or it is idle. Reading stays switched on at the dispatcher all the time, so that an exchange on a
// connection that is open costs one write and one read.
// Thread: the client's worker.
class UpstreamConnection final : private IoHandler,
                                 private DialUser,
                                 private SoonTask,
                                 private Deadline {
public:
    static constexpr std::chrono::seconds kIdleTime{60}; // then it is closed

    UpstreamConnection(ConnectionServices &services, std::shared_ptr<const Origin> origin);
    ~UpstreamConnection() override;

    [[nodiscard]] const Origin &origin() const { return *m_origin; }
    // "127.0.0.1:9000"; empty until a connection stands.
    [[nodiscard]] std::string_view remoteAddress() const { return m_remoteAddress; }

    void setUser(ConnectionUser &user);
    void setIdle(IdleObserver &observer);

    // Resolves, connects and shakes hands. The user is never told before this returns.
    void open(std::chrono::milliseconds limit);
    // From here on the user hears nothing.
    void close();

    // Sends the parts in order, or keeps what the origin does not take yet. Before the connection
    // is open everything is kept.
    void send(std::span<const std::string_view> parts);
    [[nodiscard]] std::size_t unsent() const { return m_unsent.size() - m_unsentStart; }
    // Closes our direction when everything has been sent.
    void endSending();
    void pauseReading();
    void resumeReading();

    // False when sending has failed: no further exchange may use it.
    [[nodiscard]] bool isIntact() const { return m_sendProblem.empty() && !m_isEndingSending; }
    // Asks the kernel whether the origin has closed or spoken. A system call.
    [[nodiscard]] bool looksAlive() const;

private:
    enum class Stage : std::uint8_t { Dialing, Tunnel, Handshake, Open, Closed };

    void onReady(std::uint32_t events) override;
    void onConnected(Descriptor socket, const net::Address &address) override;
    void onDialFailed(Failure failure) override;
    void onSoon() override;
    void onExpired() override;

    void askProxy();
    void startHandshake(Descriptor socket);
    void shakeHands();
    void readSome();
    [[nodiscard]] net::IoResult readOnce();
    void checkIdle();
    [[nodiscard]] std::size_t writeNow(std::span<const std::string_view> parts);
    void sendUnsent();
    void finishSending();
    void updateEvents();

    ConnectionServices &m_services;
    std::shared_ptr<const Origin> m_origin;
    ConnectionUser *m_user = nullptr; // either of them is set until it is closed
    IdleObserver *m_idleObserver = nullptr;
    Dialer m_dialer;
    net::Transport m_transport;
    std::optional<ProxyTunnel> m_tunnel; // while a proxy is asked
    std::string m_remoteAddress;
    std::string m_early; // the origin's first bytes, which came with the proxy's answer
    std::string m_unsent;
    std::size_t m_unsentStart = 0;
    std::string m_sendProblem;  // why sending failed; reading may still give a response
    std::uint32_t m_events = 0; // what the dispatcher watches for
    std::uint32_t m_uses = 0;   // changes with the user
    Stage m_stage = Stage::Dialing;
    bool m_isPaused = false;
    bool m_isEndingSending = false;
    bool m_hasEndedSending = false;
};

} // namespace gw::upstream
