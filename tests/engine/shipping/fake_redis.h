// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/support/scripted_origin.h"
#include "shipping/redis_settings.h"

#include <map>

namespace gw::shipping {

// A Redis that says what a test wants, one answer for each name of a command ("+OK\r\n"); empty:
// it never answers that one. Each other command is answered with ":1\r\n".
class FakeRedis final {
public:
    using Answers = std::map<std::string, std::string>;
    explicit FakeRedis(Answers answers = {});

    [[nodiscard]] RedisAddress address() const { return {"127.0.0.1", m_server.port()}; }
    // How often it was told that.
    [[nodiscard]] int count(const std::string &command) const;

private:
    void talk(e2e::Socket &connection);

    const Answers m_answers;
    mutable std::mutex m_mutex;
    std::map<std::string, int> m_counts; // guarded by m_mutex
    e2e::ScriptedOrigin m_server;        // last: its threads use the others
};

// The answer of a sentinel that is asked for a master.
[[nodiscard]] std::string masterAt(const RedisAddress &address);

// Reads a command as clients send them; empty at the end of the stream.
[[nodiscard]] std::vector<std::string> receiveCommand(e2e::Socket &connection);

} // namespace gw::shipping
