// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/relay_listener.h"

#include "base/epoll_dispatcher.h"
#include "net/socket.h"

#include <sys/epoll.h>
#include <utility>

namespace gw::relay {

RelayListener::RelayListener(EpollDispatcher &dispatcher, TimerWheel &timers,
                             net::Resolver &resolver, Setup setup)
    : m_setup(std::move(setup))
    , m_services(timers, resolver, m_soon)
    , m_surroundings{dispatcher, m_services, m_setup.limits, m_setup.log, *this}
{
}

RelayListener::~RelayListener()
{
    stopAccepting();
    shutDown();
    m_soon.remove(*this);
}

void RelayListener::start()
{
    m_surroundings.dispatcher.watch(m_setup.socket.get(), EPOLLIN, this);
    m_isAccepting = true;
}

net::Address RelayListener::address() const
{
    return net::boundAddress(m_setup.socket.get());
}

std::size_t RelayListener::waitingBytes() const
{
    std::size_t sum = 0;
    for (const std::unique_ptr<RelayConnection> &connection : m_connections) {
        sum += connection->waitingBytes();
    }
    return sum;
}

// --- Accepting
// ------------------------------------------------------------------------------------

void RelayListener::onReady(std::uint32_t)
{
    for (int i = 0; i < kAcceptsInARow; ++i) {
        if (m_connections.size() >= m_setup.limits.connections) {
            pause(); // until one is over
            return;
        }
        net::Accepted accepted = net::acceptFrom(m_setup.socket.get());
        switch (accepted.status) {
        case net::AcceptStatus::Accepted:
            adopt(std::move(accepted.descriptor));
            break;
        case net::AcceptStatus::WouldBlock:
            return;
        case net::AcceptStatus::OutOfDescriptors:
        case net::AcceptStatus::Failed:
            // The socket stays readable: looking again at once would only burn the processor.
            pause();
            m_services.timers.arm(m_retry, Clock::now() + kRetryPause);
            return;
        }
    }
}

void RelayListener::adopt(Descriptor descriptor)
{
    net::Transport transport = m_setup.tls == nullptr
                                   ? net::Transport::plain(std::move(descriptor))
                                   : net::Transport::tlsServer(std::move(descriptor), *m_setup.tls);
    m_connections.push_back(
        std::make_unique<RelayConnection>(m_surroundings, std::move(transport)));
    m_connections.back()->slot = m_connections.size() - 1;
    m_connections.back()->start();
}

void RelayListener::pause()
{
    if (std::exchange(m_isAccepting, false)) {
        m_surroundings.dispatcher.setEvents(m_setup.socket.get(), 0);
    }
}

void RelayListener::resume()
{
    if (m_setup.socket.isValid() && !std::exchange(m_isAccepting, true)) {
        m_surroundings.dispatcher.setEvents(m_setup.socket.get(), EPOLLIN);
    }
}

// --- Ending
// ---------------------------------------------------------------------------------------

void RelayListener::stopAccepting()
{
    m_services.timers.disarm(m_retry);
    if (m_setup.socket.isValid()) {
        m_surroundings.dispatcher.unwatch(m_setup.socket.get());
        m_setup.socket.reset();
        m_isAccepting = false;
    }
}

void RelayListener::drain(std::function<void()> onDrained)
{
    m_onDrained = std::move(onDrained);
    stopAccepting();
    m_soon.add(*this);
}

void RelayListener::shutDown()
{
    for (const std::unique_ptr<RelayConnection> &connection : m_connections) {
        connection->cut();
    }
}

void RelayListener::onOver(RelayConnection &connection)
{
    m_over.push_back(&connection);
    m_soon.add(*this);
}

void RelayListener::onSoon()
{
    bury();
    if (m_onDrained && m_connections.empty()) {
        std::exchange(m_onDrained, {})();
    }
}

void RelayListener::bury()
{
    const bool isRoom = !m_over.empty();
    for (const RelayConnection *const connection : m_over) {
        const std::size_t slot = connection->slot;
        std::swap(m_connections[slot], m_connections.back());
        m_connections[slot]->slot = slot;
        m_connections.pop_back();
    }
    m_over.clear();
    if (isRoom && !m_retry.isArmed()) {
        resume();
    }
}

} // namespace gw::relay
