// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/io_handler.h"
#include "base/timer_wheel.h"
#include "net/resolver.h"
#include "net/socket.h"
#include "upstream/http_client.h"
#include "upstream/soon_queue.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gw::upstream {

class DialUser {
public:
    virtual void onConnected(Descriptor socket, const net::Address &address) = 0;
    virtual void onDialFailed(Failure failure) = 0;

protected:
    ~DialUser() = default;
};

// Resolves a host and connects to the first of its addresses that answers, in the resolver's order.
// Thread: the client's worker.
class Dialer final : private IoHandler, private SoonTask, private Deadline {
public:
    struct Services {
        TimerWheel &timers;
        net::Resolver &resolver;
        SoonQueue &soon;
    };

    Dialer(const Services &services, DialUser &user);
    ~Dialer() override;

    // Tells the user once, never from inside this call. Each address gets an equal share of the
    // time.
    void start(const std::string &host, std::uint16_t port, std::chrono::milliseconds limit);
    void cancel();

private:
    void onReady(std::uint32_t events) override;
    void onSoon() override;
    void onExpired() override;

    void takeAnswer(const net::Resolver::Answer &answer);
    void tryNext();
    void dropSocket();
    void noteProblem(const std::string &text);

    Services m_services;
    DialUser &m_user;
    std::string m_host;
    std::chrono::milliseconds m_limit{0};
    std::optional<net::Resolver::RequestId> m_question;
    net::Resolver::Addresses m_addresses;
    std::size_t m_next = 0; // address to try
    Descriptor m_socket;
    Failure m_failure;
};

} // namespace gw::upstream
