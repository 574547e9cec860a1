// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/socket.h"
#include "net/transport.h"

#include <string>
#include <string_view>

namespace gw::net::test {

// Two ends of a TCP connection over loopback.
struct SocketPair {
    Descriptor client;
    Descriptor server;
};
[[nodiscard]] SocketPair connectedPair();

// Two transports that talk to each other in one thread.
struct TransportPair {
    Transport client;
    Transport server;

    // Runs both handshakes to their ends; true when both succeeded.
    [[nodiscard]] bool shakeHands();
};
[[nodiscard]] TransportPair plainPair();
[[nodiscard]] TransportPair tlsPair(const TlsServerContext &server, const TlsClientContext &client,
                                    const std::string &serverName);

// Waits for what the transport wants; false after five seconds.
bool waitFor(const Transport &transport);

[[nodiscard]] IoResult write(Transport &transport, std::string_view text);

// Reads until the end or a failure.
struct Received {
    std::string text;
    IoStatus end = IoStatus::Failed; // Closed, Failed, or WouldBlock after the patience ran out
};
[[nodiscard]] Received readAll(Transport &transport);
// Reads exactly so many bytes.
[[nodiscard]] std::string readSome(Transport &transport, std::size_t size);

} // namespace gw::net::test
