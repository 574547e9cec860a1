// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "shipping/redis_interrupt.h"
#include "shipping/redis_settings.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct redisContext;
struct redisReply;

namespace gw::shipping {

// One connection to a Redis (or Valkey) server. Errors never hold the password. Thread: one; it
// blocks, up to the timeout of the login.
class RedisConnection final {
public:
    // Connects, over TLS when the login says so, logs in and chooses the data base. The interrupt
    // makes this and all other calls fail; it lives longer.
    [[nodiscard]] static Expected<std::unique_ptr<RedisConnection>>
    open(const RedisAddress &server, const RedisLogin &login, RedisInterrupt &interrupt);

    // Appends to a list. A list that would live for ever gets `lifetime`, as Tyk does it; zero or
    // less: it may. After a failure the connection is useless, and whether the values arrived is
    // not known, unless there is a redirect(): then they did not.
    [[nodiscard]] Expected<void> append(const std::string &list,
                                        std::span<const std::string> values,
                                        std::chrono::seconds lifetime);

    // Another node of the cluster that has the list.
    struct Redirect {
        RedisAddress server;
        bool isOnce = false; // the list is moving there: ask for this time only
    };
    // What the last failure said of that.
    [[nodiscard]] const std::optional<Redirect> &redirect() const { return m_redirect; }
    // The server has been told by another node's redirect that it is asked once.
    void setAsking() { m_isAsking = true; }

    // Of a sentinel: where the master of that name is; nothing: it knows none.
    [[nodiscard]] Expected<std::optional<RedisAddress>> masterNamed(const std::string &name);
    // Fails unless the server is a master. One that does not let this user ask may be one: it is
    // believed, and refuses what is written to it when it is a replica.
    [[nodiscard]] Expected<void> checkIsMaster();

    [[nodiscard]] const RedisAddress &server() const { return m_server; }

private:
    struct Free {
        void operator()(redisContext *context) const;
    };
    struct FreeReply {
        void operator()(redisReply *reply) const;
    };
    using Reply = std::unique_ptr<redisReply, FreeReply>;
    RedisConnection(std::unique_ptr<redisContext, Free> context, RedisAddress server,
                    RedisInterrupt &interrupt);

    using Words = std::span<const std::string>;
    [[nodiscard]] Expected<void> start(const RedisLogin &login);
    [[nodiscard]] Expected<void> secure(const RedisTls &tls);
    void send(Words words);
    // The answer to the oldest command that has none yet, which may be an error.
    [[nodiscard]] Expected<Reply> receiveAny();
    // As above; fails for an error.
    [[nodiscard]] Expected<Reply> receiveReply(const char *command);
    // A number where there is one.
    [[nodiscard]] Expected<std::int64_t> receive(const char *command);
    void noteRedirect(std::string_view text);
    [[nodiscard]] tl::unexpected<Error> broken(const std::string &reason) const;

    std::unique_ptr<redisContext, Free> m_context;
    RedisAddress m_server;
    RedisInterrupt &m_interrupt;
    std::optional<Redirect> m_redirect;
    bool m_isAsking = false; // each command is announced
};

} // namespace gw::shipping
