// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_connection.h"

#include <array>
#include <hiredis/hiredis.h>
#include <sys/socket.h>
#include <vector>

namespace gw::shipping {

namespace {

constexpr const char *kRedisRemedy = "Check \"storage\" in the settings, and that Redis runs";
constexpr std::int64_t kNoExpiry = -1; // of TTL

timeval timeValue(std::chrono::milliseconds time)
{
    timeval value = {};
    value.tv_sec = time.count() / 1000;
    value.tv_usec = time.count() % 1000 * 1000;
    return value;
}

struct FreeReply {
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};

} // namespace

std::string RedisServer::address() const
{
    return host.starts_with('/') ? host : host + ":" + std::to_string(port);
}

void RedisConnection::Free::operator()(redisContext *context) const
{
    redisFree(context);
}

RedisConnection::RedisConnection(std::unique_ptr<redisContext, Free> context)
    : m_context(std::move(context))
{
}

tl::unexpected<Error> RedisConnection::broken(const std::string &reason) const
{
    return failure("Redis: " + reason, m_address, kRedisRemedy);
}

Expected<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisServer &server)
{
    const timeval timeout = timeValue(server.timeout);
    redisOptions options = {};
    options.connect_timeout = &timeout;
    options.command_timeout = &timeout;
    if (server.host.starts_with('/')) {
        REDIS_OPTIONS_SET_UNIX(&options, server.host.c_str());
    } else {
        REDIS_OPTIONS_SET_TCP(&options, server.host.c_str(), server.port);
    }
    std::unique_ptr<redisContext, Free> context(redisConnectWithOptions(&options));
    if (context == nullptr || context->err != 0) {
        const std::string reason = context == nullptr ? "out of memory" : context->errstr;
        return failure("Redis: " + reason, server.address(), kRedisRemedy);
    }
    auto connection = std::unique_ptr<RedisConnection>(new RedisConnection(std::move(context)));
    connection->m_address = server.address();
    if (auto started = connection->start(server); !started) {
        return tl::unexpected(started.error());
    }
    return connection;
}

Expected<void> RedisConnection::start(const RedisServer &server)
{
    if (!server.password.empty()) {
        std::vector<std::string> login{"AUTH"};
        if (!server.username.empty()) {
            login.push_back(server.username);
        }
        login.push_back(server.password);
        send(login);
        if (const auto answer = receive("AUTH"); !answer) {
            return tl::unexpected(answer.error());
        }
    }
    if (server.database != 0) {
        send(std::array{std::string("SELECT"), std::to_string(server.database)});
        if (const auto answer = receive("SELECT"); !answer) {
            return tl::unexpected(answer.error());
        }
    }
    send(std::array{std::string("PING")}); // a server that wants a password says so here
    const auto answer = receive("PING");
    return answer ? Expected<void>() : tl::unexpected(answer.error());
}

void RedisConnection::send(Words words)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> lengths;
    for (const std::string &word : words) {
        texts.push_back(word.data());
        lengths.push_back(word.size());
    }
    redisAppendCommandArgv(m_context.get(), static_cast<int>(words.size()), texts.data(),
                           lengths.data());
}

Expected<std::int64_t> RedisConnection::receive(const char *command)
{
    void *received = nullptr;
    if (redisGetReply(m_context.get(), &received) != REDIS_OK || received == nullptr) {
        return broken(m_context->errstr);
    }
    const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply *>(received));
    if (reply->type == REDIS_REPLY_ERROR) {
        return broken(std::string(command) + ": " + std::string(reply->str, reply->len));
    }
    return reply->type == REDIS_REPLY_INTEGER ? reply->integer : 0;
}

Expected<void> RedisConnection::append(const std::string &list, std::span<const std::string> values,
                                       std::chrono::seconds lifetime)
{
    std::vector<std::string> push{"RPUSH", list};
    push.insert(push.end(), values.begin(), values.end());
    send(push);
    send(std::array{std::string("TTL"), list});
    const auto pushed = receive("RPUSH");
    if (!pushed) {
        return tl::unexpected(pushed.error());
    }
    const auto left = receive("TTL");
    if (!left) {
        return tl::unexpected(left.error());
    }
    if (*left == kNoExpiry && lifetime.count() > 0) {
        send(std::array{std::string("EXPIRE"), list, std::to_string(lifetime.count())});
        if (const auto answer = receive("EXPIRE"); !answer) {
            return tl::unexpected(answer.error());
        }
    }
    return {};
}

void RedisConnection::interrupt()
{
    ::shutdown(m_context->fd, SHUT_RDWR);
}

} // namespace gw::shipping
