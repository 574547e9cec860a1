// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/relay/relay_server.h"

#include "base/epoll_dispatcher.h"
#include "net/resolver.h"
#include "net/socket.h"
#include "support/run_in.h"

namespace gw::relay::test {

namespace {

net::Resolver::Options noNames()
{
    net::Resolver::Options options;
    options.lookUp = [](const std::string &host) -> Expected<std::vector<net::IpAddress>> {
        return failure("Name or service not known", host);
    };
    return options;
}

} // namespace

std::shared_ptr<upstream::Origin> originAt(std::uint16_t port, const std::string &host)
{
    auto origin = std::make_shared<upstream::Origin>();
    origin->host = host;
    origin->port = port;
    origin->authority = host + ':' + std::to_string(port);
    origin->key = "tcp " + origin->authority;
    return origin;
}

struct RelayServer::Parts {
    TimerWheel timers;
    net::Resolver resolver{noNames()};
    std::optional<RelayTarget> target;
    std::unique_ptr<RelayListener> listener;
};

RelayServer::RelayServer(const std::shared_ptr<upstream::Origin> &origin)
    : RelayServer(Options{.target = RelayTarget{origin}})
{
}

RelayServer::RelayServer(const Options &options)
{
    m_thread.setEventDispatcher(new EpollDispatcher);
    m_context.moveToThread(&m_thread);
    m_thread.start();
    gw::test::runIn(m_context, [&] {
        m_parts = std::make_unique<Parts>();
        m_parts->target = options.target;
        auto socket = net::listenOn(*net::Address::parse("127.0.0.1:0"));
        m_parts->listener = std::make_unique<RelayListener>(
            *EpollDispatcher::current(), m_parts->timers, m_parts->resolver,
            RelayListener::Setup{std::move(*socket), options.tls,
                                 [parts = m_parts.get()] { return parts->target; }, options.limits,
                                 options.log});
        m_parts->listener->start();
        m_port = m_parts->listener->address().port();
    });
}

RelayServer::~RelayServer()
{
    gw::test::runIn(m_context, [&] { m_parts.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void RelayServer::setTarget(const std::optional<RelayTarget> &target)
{
    gw::test::runIn(m_context, [&] { m_parts->target = target; });
}

void RelayServer::run(const std::function<void(RelayListener &)> &function)
{
    gw::test::runIn(m_context, [&] { function(*m_parts->listener); });
}

std::size_t RelayServer::countConnections()
{
    std::size_t count = 0;
    run([&](RelayListener &listener) { count = listener.connections(); });
    return count;
}

std::size_t RelayServer::countWaitingBytes()
{
    std::size_t count = 0;
    run([&](RelayListener &listener) { count = listener.waitingBytes(); });
    return count;
}

} // namespace gw::relay::test
