// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/wire_parser.h"

#include <chrono>
#include <cstdint>

namespace gw::http {

// What a client that closes its direction while an answer is under way is taken for.
enum class HalfClose : std::uint8_t {
    Answered, // it still reads: `nc -N`, some health checkers
    Abort,    // it has gone
};

// How long and how much a listener bears. One set for all its connections.
struct ConnectionLimits {
    using Duration = std::chrono::milliseconds;

    ParserLimits parser;
    std::uint64_t requestBody = 0;        // bytes; 0: no limit. More is answered with 413
    std::size_t connections = 20'000;     // at once; more wait in the kernel's queue
    std::size_t handshakes = 1'000;       // unfinished TLS handshakes; the oldest gives way
    std::uint64_t unreadBody = 64 * 1024; // of a request body nobody read, to keep the connection
    Duration handshake{10'000};
    Duration head{10'000};      // from the first byte to the end of a head; then 408
    Duration idle{60'000};      // between requests; closes silently
    Duration tunnelIdle{0};     // no byte either way of an upgraded one; then cut. Zero: no limit
    Duration bodyStall{30'000}; // no byte of a body that is wanted; then 408
    // Waiting for one request's body in all; then 408. Zero: no limit. Every `bodyRate` bytes that
    // have come are worth a second more, so that a large body passes and a dripping one does not.
    Duration bodyTotal{120'000};
    std::uint64_t bodyRate = 1024; // zero: nothing is worth more time
    Duration writeStall{60'000};   // the client takes nothing; then the connection is reset
    Duration linger{2'000};        // for the client to read a last answer
    HalfClose halfClose = HalfClose::Answered;
};

} // namespace gw::http
