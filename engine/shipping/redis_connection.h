// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <chrono>
#include <memory>
#include <span>
#include <string>

struct redisContext;

namespace gw::shipping {

// Where a Redis (or Valkey) server is and how to log in.
struct RedisServer {
    std::string host = "localhost"; // a path that starts with a slash: a Unix socket
    int port = 6379;
    std::string username;
    std::string password;
    int database = 0;
    std::chrono::milliseconds timeout{5000}; // to connect, and for each answer

    [[nodiscard]] std::string address() const; // "host:port", for people
};

// One connection to Redis. Errors never hold the password. Thread: one; it blocks, up to the
// timeout of the server.
class RedisConnection final {
public:
    // Connects, logs in and chooses the data base.
    [[nodiscard]] static Expected<std::unique_ptr<RedisConnection>> open(const RedisServer &server);

    // Appends to a list. A list that would live for ever gets `lifetime`, as Tyk does it; zero or
    // less: it may. After a failure the connection is useless, and whether the values arrived is
    // not known.
    [[nodiscard]] Expected<void> append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime);

    // Makes calls under way fail. Thread: any, while this lives.
    void interrupt();

private:
    struct Free {
        void operator()(redisContext *context) const;
    };
    explicit RedisConnection(std::unique_ptr<redisContext, Free> context);

    using Words = std::span<const std::string>;
    [[nodiscard]] Expected<void> start(const RedisServer &server);
    void send(Words words);
    // The answer to the oldest command that has none yet; a number where there is one.
    [[nodiscard]] Expected<std::int64_t> receive(const char *command);
    [[nodiscard]] tl::unexpected<Error> broken(const std::string &reason) const;

    std::unique_ptr<redisContext, Free> m_context;
    std::string m_address;
};

} // namespace gw::shipping
