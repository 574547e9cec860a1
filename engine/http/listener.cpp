// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/listener.h"

#include "base/epoll_dispatcher.h"
#include "net/socket.h"

#include <algorithm>
#include <sys/epoll.h>
#include <utility>

namespace gw::http {

// The event loop may hold a call for a listener that has died meanwhile.
struct Listener::SoonGate {
    Listener *listener = nullptr;
    bool isScheduled = false;
};

Listener::Listener(EpollDispatcher &dispatcher, TimerWheel &timers, RequestHandler &handler,
                   Setup setup)
    : m_limits(setup.limits)
    , m_socket(std::move(setup.socket))
    , m_tls(std::move(setup.tls))
    , m_exchanges(m_limits)
    , m_surroundings{dispatcher, timers, handler, m_limits, m_exchanges, m_clock, *this}
    , m_gate(std::make_shared<SoonGate>(SoonGate{this}))
{
}

Listener::~Listener()
{
    stopAccepting();
    shutDown();
    m_gate->listener = nullptr;
    m_connections.clear();
}

void Listener::start()
{
    m_surroundings.dispatcher.watch(m_socket.get(), EPOLLIN, this);
    m_isAccepting = true;
}

net::Address Listener::address() const
{
    return net::boundAddress(m_socket.get());
}

// --- Accepting
// ------------------------------------------------------------------------------------

void Listener::onReady(std::uint32_t)
{
    for (int i = 0; i < kAcceptsInARow; ++i) {
        if (m_connections.size() >= m_limits.connections) {
            pause(); // until one is over
            return;
        }
        net::Accepted accepted = net::acceptFrom(m_socket.get());
        switch (accepted.status) {
        case net::AcceptStatus::Accepted:
            adopt(std::move(accepted.descriptor), accepted.peer);
            break;
        case net::AcceptStatus::WouldBlock:
            return;
        case net::AcceptStatus::OutOfDescriptors:
        case net::AcceptStatus::Failed:
            // The socket stays readable: looking again at once would only burn the processor.
            pause();
            m_surroundings.timers.arm(m_retry, Clock::now() + kRetryPause);
            return;
        }
    }
}

void Listener::adopt(Descriptor descriptor, const net::Address &peer)
{
    net::Transport transport = m_tls == nullptr
                                   ? net::Transport::plain(std::move(descriptor))
                                   : net::Transport::tlsServer(std::move(descriptor), *m_tls);
    m_connections.push_back(
        std::make_unique<Connection>(m_surroundings, std::move(transport), peer));
    Connection &connection = *m_connections.back();
    connection.slot = m_connections.size() - 1;
    if (m_tls != nullptr) {
        if (m_handshakes.size() >= m_limits.handshakes) {
            m_handshakes.front()->shutDown();
            m_handshakes.erase(m_handshakes.begin());
        }
        m_handshakes.push_back(&connection);
    }
    connection.start();
}

void Listener::pause()
{
    if (std::exchange(m_isAccepting, false)) {
        m_surroundings.dispatcher.setEvents(m_socket.get(), 0);
    }
}

void Listener::resume()
{
    if (m_socket.isValid() && !std::exchange(m_isAccepting, true)) {
        m_surroundings.dispatcher.setEvents(m_socket.get(), EPOLLIN);
    }
}

void Listener::onHandshakeDone(Connection &connection)
{
    std::erase(m_handshakes, &connection);
}

// --- Ending
// ---------------------------------------------------------------------------------------

void Listener::stopAccepting()
{
    m_surroundings.timers.disarm(m_retry);
    if (m_socket.isValid()) {
        m_surroundings.dispatcher.unwatch(m_socket.get());
        m_socket.reset();
        m_isAccepting = false;
    }
}

void Listener::drain(std::function<void()> onDrained)
{
    m_isDraining = true;
    m_onDrained = std::move(onDrained);
    stopAccepting();
    for (const std::unique_ptr<Connection> &connection : m_connections) {
        connection->drain();
    }
    scheduleSoon();
}

void Listener::shutDown()
{
    for (const std::unique_ptr<Connection> &connection : m_connections) {
        connection->shutDown();
    }
}

std::size_t Listener::idleConnections() const
{
    return static_cast<std::size_t>(
        std::count_if(m_connections.begin(), m_connections.end(),
                      [](const auto &connection) { return connection->isIdle(); }));
}

// --- Work that is put off
// -------------------------------------------------------------------------

void Listener::callSoon(Connection &connection)
{
    if (!std::exchange(connection.isQueued, true)) {
        m_soon.push_back(&connection);
        scheduleSoon();
    }
}

void Listener::scheduleSoon()
{
    if (!std::exchange(m_gate->isScheduled, true)) {
        m_surroundings.dispatcher.callSoon([gate = m_gate] {
            gate->isScheduled = false;
            if (gate->listener != nullptr) {
                gate->listener->runSoon();
            }
        });
    }
}

void Listener::runSoon()
{
    const std::vector<Connection *> due = std::exchange(m_soon, {});
    for (Connection *const connection : due) {
        connection->isQueued = false;
        connection->onSoon();
    }
    bury();
    if (m_isDraining && m_connections.empty() && m_onDrained) {
        std::exchange(m_onDrained, {})();
    }
}

void Listener::onOver(Connection &connection)
{
    m_over.push_back(&connection);
}

void Listener::bury()
{
    for (Connection *const connection : m_over) {
        std::erase(m_handshakes, connection);
        if (connection->isQueued) {
            std::erase(m_soon, connection);
        }
        const std::size_t slot = connection->slot;
        std::swap(m_connections[slot], m_connections.back());
        m_connections[slot]->slot = slot;
        m_connections.pop_back();
    }
    const bool isRoom = !m_over.empty() && m_connections.size() < m_limits.connections;
    m_over.clear();
    if (isRoom && !m_retry.isArmed()) {
        resume();
    }
}

} // namespace gw::http
