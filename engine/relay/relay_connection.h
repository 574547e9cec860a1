// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"
#include "base/timer_wheel.h"
#include "http/output_queue.h"
#include "net/transport.h"
#include "upstream/soon_queue.h"
#include "upstream/upstream_connection.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace gw {
class EpollDispatcher;
class Log;
} // namespace gw

namespace gw::relay {

class RelayConnection;

// Where a connection goes.
struct RelayTarget {
    std::shared_ptr<const upstream::Origin> origin;
    // For look-up, connecting, a proxy's answer and TLS together; zero: no limit.
    std::chrono::milliseconds connectTimeout{30'000};
};

struct RelayLimits {
    std::size_t connections = 20'000; // at once; more wait in the kernel's queue
    std::chrono::milliseconds handshake{10'000};
    // Without a byte in either direction; then both sides are cut. Zero: no limit.
    std::chrono::milliseconds idle{0};
};

// Whoever has the connections.
class RelayOwner {
public:
    // Asked once for each connection. Nothing: it is closed.
    [[nodiscard]] virtual std::optional<RelayTarget> target() = 0;
    // Nothing needs the connection any more. The owner deletes it, but not inside this call.
    virtual void onOver(RelayConnection &connection) = 0;

protected:
    ~RelayOwner() = default;
};

// What a connection shares with the others of its listener. Everything outlives the connections.
struct RelaySurroundings {
    EpollDispatcher &dispatcher;
    upstream::ConnectionServices &services;
    const RelayLimits &limits;
    Log *log; // null: nothing is told
    RelayOwner &owner;
};

// A client's connection and the one to the origin: carries bytes both ways, whatever they mean.
// An end in order is passed on for its direction alone; a side that fails takes the other with it.
// Thread: worker.
class RelayConnection final : private IoHandler,
                              private Deadline,
                              private upstream::SoonTask,
                              private upstream::ConnectionUser {
public:
    RelayConnection(const RelaySurroundings &surroundings, net::Transport client);
    ~RelayConnection() override;

    void start();
    // Ends both sides now; the client sees a reset, unless all that the origin had is on its way.
    void cut();

    // Bytes that one side has sent and the other has not taken.
    [[nodiscard]] std::size_t waitingBytes() const;

    std::size_t slot = 0; // the owner's place for it

private:
    enum class Phase : std::uint8_t { Handshake, Opening, Relaying, Over };

    void onReady(std::uint32_t events) override;
    void onExpired() override;
    void onSoon() override;
    void onOpen() override;
    void onOpenFailed(upstream::Failure failure) override;
    void onBytes(std::string_view bytes) override;
    void onPeerClosed(std::string_view problem) override;
    void onSent() override;

    void shakeHands();
    void open();
    void readClient();
    void sendToClient(std::string_view bytes);
    void settle();
    void passOriginsEnd();
    void holdOriginBack();
    void watchWhatIsWanted();
    [[nodiscard]] bool wantsClientBytes() const;
    void limit(std::chrono::milliseconds time);
    void tell(std::string_view problem) const;
    void close();
    void leave();

    const RelaySurroundings &m_around;
    net::Transport m_client;
    http::OutputQueue m_toClient;
    std::optional<upstream::UpstreamConnection> m_origin; // from Opening on
    std::uint32_t m_events = 0;
    Phase m_phase = Phase::Handshake;
    bool m_isWatched = false;
    bool m_isOriginHeldBack = false;
    bool m_hasClientEnded = false; // nothing comes from it any more
    bool m_hasOriginEnded = false;
    bool m_isClientTold = false; // of the origin's end
};

} // namespace gw::relay
