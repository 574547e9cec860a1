// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "relay/relay_listener.h"

#include <QThread>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gw::relay::test {

// A target on this machine, without TLS.
[[nodiscard]] std::shared_ptr<upstream::Origin> originAt(std::uint16_t port,
                                                         const std::string &host = "127.0.0.1");

// A listener on a worker thread of its own. There are no host names but addresses.
class RelayServer final {
public:
    struct Options {
        std::optional<RelayTarget> target{};
        std::shared_ptr<const net::TlsServerContext> tls{};
        RelayLimits limits{};
        Log *log = nullptr;
    };

    explicit RelayServer(const std::shared_ptr<upstream::Origin> &origin);
    explicit RelayServer(const Options &options);
    ~RelayServer();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    // For connections to come.
    void setTarget(const std::optional<RelayTarget> &target);
    // Runs on the worker and waits for it.
    void run(const std::function<void(RelayListener &)> &function);
    [[nodiscard]] std::size_t countConnections();
    [[nodiscard]] std::size_t countWaitingBytes();

private:
    struct Parts;

    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Parts> m_parts;
    std::uint16_t m_port = 0;
};

} // namespace gw::relay::test
