// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <chrono>
#include <string>
#include <string_view>

namespace gw::shipping {

// Sends datagrams to "host:port". The name is looked up when the first one is sent, and again now
// and then until that succeeds. Whether anybody listens is not known. Thread: one; the look-up
// blocks.
class UdpSender final {
public:
    explicit UdpSender(std::string target);
    ~UdpSender();
    UdpSender(const UdpSender &) = delete;
    UdpSender &operator=(const UdpSender &) = delete;

    // Fails when the name cannot be looked up, once an attempt; in between, packets are lost
    // without a word.
    [[nodiscard]] Expected<void> send(std::string_view packet);

private:
    [[nodiscard]] Expected<void> connect();

    const std::string m_target;
    int m_descriptor = -1;
    std::chrono::steady_clock::time_point m_nextAttempt;
};

} // namespace gw::shipping
