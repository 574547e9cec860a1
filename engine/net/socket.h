// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "net/address.h"

#include <cstddef>
#include <vector>

namespace gw::net {

// TCP sockets. All of them are non-blocking, close-on-exec, without Nagle's delay, and notice a
// peer that has vanished without a word within minutes (SO_KEEPALIVE).

// Fails when anybody listens there already. ":port" takes IPv4 and IPv6, or IPv4 alone where there
// is no IPv6.
[[nodiscard]] Expected<Descriptor> listenOn(const Address &address);
// The same for sockets that share one address (SO_REUSEPORT): the kernel spreads connections among
// them, and among nobody else's.
[[nodiscard]] Expected<std::vector<Descriptor>> listenTogether(const Address &address,
                                                               std::size_t count);

// The local end: tells the port that the kernel chose for port 0. The default address on failure.
[[nodiscard]] Address boundAddress(int fd);
// The other end. The default address on failure.
[[nodiscard]] Address peerAddress(int fd);

// Another descriptor of the same socket.
[[nodiscard]] Expected<Descriptor> duplicate(int fd);
// New connections are refused from here on, whoever else has a descriptor of the listening socket.
void stopListening(int fd);

enum class AcceptStatus {
    Accepted,
    WouldBlock,       // nobody waits
    OutOfDescriptors, // or of memory: the connection waits on; try again later, not at once
    Failed,           // the listening socket is unusable
};

struct Accepted {
    AcceptStatus status = AcceptStatus::Failed;
    Descriptor descriptor;
    Address peer;
    int error = 0; // errno, when neither Accepted nor WouldBlock
};

// Connections that broke while they waited are skipped.
[[nodiscard]] Accepted acceptFrom(int listener);

// Starts to connect. The socket becomes writable when it is decided; then ask connectResult().
[[nodiscard]] Expected<Descriptor> connectTo(const Address &address);
[[nodiscard]] Expected<void> connectResult(int fd);

} // namespace gw::net
