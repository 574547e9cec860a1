// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/expected.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace gw::shipping {

// A socket for datagrams to "host:port". Blocks while the name is looked up.
[[nodiscard]] Expected<Descriptor> connectUdp(const std::string &target);

// Sends datagrams to "host:port". The name is looked up when the first one is sent, and again every
// five minutes, and when sending fails: a server may move. Whether anybody listens is not known.
// Thread: one; the look-up blocks.
class UdpSender final {
public:
    using Clock = std::chrono::steady_clock;

    // Looks the target's name up and gives a socket to it.
    using Connect = std::function<Expected<Descriptor>(const std::string &target)>;
    explicit UdpSender(std::string target, Connect connect = &connectUdp)
        : m_target(std::move(target))
        , m_connect(std::move(connect))
    {
    }

    // Fails when the name cannot be looked up, once an attempt; while there was no success yet,
    // packets in between are lost without a word.
    [[nodiscard]] Expected<void> send(std::string_view packet,
                                      Clock::time_point now = Clock::now());

private:
    const std::string m_target;
    const Connect m_connect;
    Descriptor m_socket;
    Clock::time_point m_nextAttempt;
};

} // namespace gw::shipping
