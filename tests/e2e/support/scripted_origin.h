// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/support/socket.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gw::e2e {

// An upstream that says exactly what a test wants, also what no honest server would. Each
// connection runs the script on a thread of its own; it is closed when the script returns.
class ScriptedOrigin final {
public:
    using Script = std::function<void(Socket &connection)>;

    explicit ScriptedOrigin(Script script);
    // Answers every request, on kept-alive connections, with these bytes. Requests have no body.
    [[nodiscard]] static Script answering(std::string bytes);
    ~ScriptedOrigin();
    ScriptedOrigin(const ScriptedOrigin &) = delete;
    ScriptedOrigin &operator=(const ScriptedOrigin &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url() const; // "http://127.0.0.1:<port>/"
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();

    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections = 0;
    std::mutex m_mutex; // of m_scripts
    std::vector<std::jthread> m_scripts;
    std::jthread m_acceptor;
};

// A port on which nobody listens.
[[nodiscard]] std::uint16_t closedPort();

} // namespace gw::e2e
