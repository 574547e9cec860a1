// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_connection.h"

#include "shipping/redis_dial.h"
#include "shipping/redis_tls.h"

#include <openssl/ssl.h>

#include <array>
#include <charconv>
#include <hiredis/hiredis.h>
#include <hiredis/hiredis_ssl.h>
#include <string_view>
#include <vector>

namespace gw::shipping {

namespace {

constexpr std::int64_t kNoExpiry = -1; // of TTL

timeval timeValue(std::chrono::milliseconds time)
{
    timeval value = {};
    value.tv_sec = time.count() / 1000;
    value.tv_usec = time.count() % 1000 * 1000;
    return value;
}

std::string_view textOf(const redisReply &reply)
{
    return reply.str == nullptr ? std::string_view() : std::string_view(reply.str, reply.len);
}

std::optional<int> portIn(std::string_view text)
{
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(port)
                                                                    : std::nullopt;
}

} // namespace

std::string RedisAddress::text() const
{
    return host.starts_with('/') ? host : host + ":" + std::to_string(port);
}

void RedisConnection::Free::operator()(redisContext *context) const
{
    redisFree(context);
}

void RedisConnection::FreeReply::operator()(redisReply *reply) const
{
    freeReplyObject(reply);
}

RedisConnection::RedisConnection(std::unique_ptr<redisContext, Free> context, RedisAddress server,
                                 RedisInterrupt &interrupt)
    : m_context(std::move(context))
    , m_server(std::move(server))
    , m_interrupt(interrupt)
{
}

tl::unexpected<Error> RedisConnection::broken(const std::string &reason) const
{
    return failure("Redis: " + reason, m_server.text(), kRedisRemedy);
}

Expected<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisAddress &server,
                                                                 const RedisLogin &login,
                                                                 RedisInterrupt &interrupt)
{
    auto socket = dialRedis(server, login.timeout, interrupt);
    if (!socket) {
        return tl::unexpected(std::move(socket.error()));
    }
    const timeval timeout = timeValue(login.timeout);
    redisOptions options = {};
    options.command_timeout = &timeout;
    options.type = REDIS_CONN_USERFD;
    options.endpoint.fd = socket->release();
    std::unique_ptr<redisContext, Free> context(redisConnectWithOptions(&options));
    if (context == nullptr || context->err != 0) {
        const std::string reason = context == nullptr ? "out of memory" : context->errstr;
        return failure("Redis: " + reason, server.text(), kRedisRemedy);
    }
    std::unique_ptr<RedisConnection> connection;
    connection.reset(new RedisConnection(std::move(context), server, interrupt));
    if (login.tls) {
        if (auto secured = connection->secure(*login.tls); !secured) {
            return tl::unexpected(secured.error());
        }
    }
    if (auto started = connection->start(login); !started) {
        return tl::unexpected(started.error());
    }
    return connection;
}

Expected<void> RedisConnection::secure(const RedisTls &tls)
{
    auto made = makeRedisTls(tls, m_server);
    if (!made) {
        return tl::unexpected(made.error());
    }
    const RedisInterrupt::Wait wait(m_interrupt, m_context->fd);
    if (redisInitiateSSL(m_context.get(), *made) == REDIS_OK) {
        return {}; // the context owns it
    }
    const std::string reason = m_context->errstr;
    const long verdict = SSL_get_verify_result(*made);
    SSL_free(*made);
    return broken(verdict == X509_V_OK ? reason
                                       : "the server's certificate is refused: " +
                                             std::string(X509_verify_cert_error_string(verdict)));
}

Expected<void> RedisConnection::start(const RedisLogin &login)
{
    if (!login.password.empty()) {
        std::vector<std::string> words{"AUTH"};
        if (!login.username.empty()) {
            words.push_back(login.username);
        }
        words.push_back(login.password);
        send(words);
        if (const auto answer = receive("AUTH"); !answer) {
            return tl::unexpected(answer.error());
        }
    }
    if (login.database != 0) {
        send(std::array{std::string("SELECT"), std::to_string(login.database)});
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
    if (m_isAsking) {
        redisAppendCommand(m_context.get(), "ASKING"); // counts for the next command only
    }
    std::vector<const char *> texts;
    std::vector<std::size_t> lengths;
    for (const std::string &word : words) {
        texts.push_back(word.data());
        lengths.push_back(word.size());
    }
    redisAppendCommandArgv(m_context.get(), static_cast<int>(words.size()), texts.data(),
                           lengths.data());
}

Expected<RedisConnection::Reply> RedisConnection::receiveAny()
{
    const RedisInterrupt::Wait wait(m_interrupt, m_context->fd); // it writes, too
    void *received = nullptr;
    if (redisGetReply(m_context.get(), &received) != REDIS_OK || received == nullptr) {
        return broken(m_context->errstr);
    }
    return Reply(static_cast<redisReply *>(received));
}

Expected<RedisConnection::Reply> RedisConnection::receiveReply(const char *command)
{
    Expected<Reply> reply;
    for (int left = m_isAsking ? 2 : 1; left > 0; --left) {
        reply = receiveAny();
        if (!reply) {
            return reply;
        }
        if ((*reply)->type == REDIS_REPLY_ERROR) {
            noteRedirect(textOf(**reply));
            return broken(std::string(command) + ": " + std::string(textOf(**reply)));
        }
    }
    return reply;
}

Expected<std::int64_t> RedisConnection::receive(const char *command)
{
    const auto reply = receiveReply(command);
    if (!reply) {
        return tl::unexpected(reply.error());
    }
    return (*reply)->type == REDIS_REPLY_INTEGER ? (*reply)->integer : 0;
}

// "MOVED 3999 127.0.0.1:6381" or "ASK ..."; without a host it is this one's.
void RedisConnection::noteRedirect(std::string_view text)
{
    const bool isOnce = text.starts_with("ASK ");
    if (!isOnce && !text.starts_with("MOVED ")) {
        return;
    }
    const std::string_view place = text.substr(text.rfind(' ') + 1);
    const std::size_t colon = place.rfind(':');
    const auto port =
        colon == std::string_view::npos ? std::nullopt : portIn(place.substr(colon + 1));
    if (port) {
        const std::string_view host = place.substr(0, colon);
        m_redirect = Redirect{{host.empty() ? m_server.host : std::string(host), *port}, isOnce};
    }
}

Expected<void> RedisConnection::append(const std::string &list, std::span<const std::string> values,
                                       std::chrono::seconds lifetime)
{
    m_redirect.reset();
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
        m_redirect.reset(); // the values are there
        return tl::unexpected(left.error());
    }
    if (*left == kNoExpiry && lifetime.count() > 0) {
        send(std::array{std::string("EXPIRE"), list, std::to_string(lifetime.count())});
        if (const auto answer = receive("EXPIRE"); !answer) {
            m_redirect.reset();
            return tl::unexpected(answer.error());
        }
    }
    return {};
}

Expected<std::optional<RedisAddress>> RedisConnection::masterNamed(const std::string &name)
{
    send(std::array{std::string("SENTINEL"), std::string("GET-MASTER-ADDR-BY-NAME"), name});
    const auto reply = receiveReply("SENTINEL");
    if (!reply) {
        return tl::unexpected(reply.error());
    }
    if ((*reply)->type != REDIS_REPLY_ARRAY || (*reply)->elements != 2) {
        return std::nullopt;
    }
    const auto port = portIn(textOf(*(*reply)->element[1]));
    if (!port) {
        return broken("SENTINEL: the master's port is none");
    }
    return RedisAddress{std::string(textOf(*(*reply)->element[0])), *port};
}

Expected<void> RedisConnection::checkIsMaster()
{
    send(std::array{std::string("ROLE")});
    const auto reply = receiveAny();
    if (!reply) {
        return tl::unexpected(reply.error());
    }
    if ((*reply)->type == REDIS_REPLY_ERROR) {
        return textOf(**reply).starts_with("NOPERM")
                   ? Expected<void>()
                   : broken("ROLE: " + std::string(textOf(**reply)));
    }
    const bool isMaster = (*reply)->type == REDIS_REPLY_ARRAY && (*reply)->elements > 0 &&
                          textOf(*(*reply)->element[0]) == "master";
    if (!isMaster) {
        return broken("the server that the sentinels name is no master (yet)");
    }
    return {};
}

} // namespace gw::shipping
