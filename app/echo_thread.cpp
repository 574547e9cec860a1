// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo_thread.h"

#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "echo/echo_upstream.h"
#include "http/listener.h"
#include "net/socket.h"

#include <QEventLoop>

#include <future>

namespace gw::app {

EchoThread::~EchoThread()
{
    if (m_thread != nullptr) {
        m_thread->quit();
        m_thread->wait();
    }
}

Expected<std::string> EchoThread::start(const std::string &address)
{
    auto parsed = net::Address::parse(address);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    auto socket = net::listenOn(*parsed);
    if (!socket) {
        return tl::unexpected(socket.error());
    }
    const std::string bound = net::boundAddress(socket->get()).toString();

    std::promise<void> ready;
    auto isReady = ready.get_future();
    m_thread.reset(QThread::create([&ready, descriptor = std::move(*socket)]() mutable {
        TimerWheel timers;
        echo::EchoUpstream echo(timers);
        http::Listener listener(*EpollDispatcher::current(), timers, echo,
                                {std::move(descriptor), nullptr, http::ConnectionLimits{}});
        listener.start();
        ready.set_value();
        QEventLoop().exec();
        listener.shutDown();
    }));
    m_thread->setObjectName(QStringLiteral("echo"));
    m_thread->setEventDispatcher(new EpollDispatcher);
    m_thread->start();
    isReady.wait();
    return bound;
}

} // namespace gw::app
