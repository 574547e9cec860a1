// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/dialer.h"

#include "base/epoll_dispatcher.h"

#include <sys/epoll.h>
#include <utility>

namespace gw::upstream {

namespace {

// The reason alone: the address goes before it.
std::string reasonOf(const Error &error)
{
    constexpr std::string_view kPrefix = "Cannot connect: ";
    return error.what.starts_with(kPrefix) ? error.what.substr(kPrefix.size()) : error.what;
}

} // namespace

Dialer::Dialer(const Services &services, DialUser &user)
    : m_services(services)
    , m_user(user)
{
}

Dialer::~Dialer()
{
    cancel();
}

void Dialer::start(const std::string &host, std::uint16_t port, std::chrono::milliseconds limit)
{
    m_host = host;
    m_limit = limit;
    if (const auto known = m_services.resolver.known(host, port)) {
        takeAnswer(*known);
        return;
    }
    m_question = m_services.resolver.resolve(host, port, [this](const auto &answer) {
        m_question.reset();
        takeAnswer(answer);
    });
}

void Dialer::cancel()
{
    if (m_question) {
        m_services.resolver.cancel(*std::exchange(m_question, std::nullopt));
    }
    m_services.soon.remove(*this);
    dropSocket();
}

void Dialer::takeAnswer(const net::Resolver::Answer &answer)
{
    if (!answer) {
        m_failure = {FailureKind::Lookup, m_host + ": " + answer.error().what};
        m_services.soon.add(*this);
        return;
    }
    m_addresses = *answer;
    m_next = 0;
    tryNext();
}

void Dialer::tryNext()
{
    dropSocket();
    while (m_next < m_addresses.size()) {
        auto socket = net::connectTo(m_addresses[m_next]);
        if (!socket) {
            noteProblem(reasonOf(socket.error()));
            ++m_next;
            continue;
        }
        m_socket = std::move(*socket);
        EpollDispatcher::current()->watch(m_socket.get(), EPOLLOUT, this);
        if (m_limit > std::chrono::milliseconds::zero()) {
            m_services.timers.arm(*this, Clock::now() + m_limit / m_addresses.size());
        }
        return;
    }
    m_services.soon.add(*this);
}

void Dialer::dropSocket()
{
    m_services.timers.disarm(*this);
    if (m_socket) {
        EpollDispatcher::current()->unwatch(m_socket.get());
        m_socket.reset();
    }
}

void Dialer::noteProblem(const std::string &text)
{
    m_failure.kind = FailureKind::Connect;
    m_failure.text += m_failure.text.empty() ? "connect " : "; ";
    m_failure.text += m_addresses[m_next].toString() + ": " + text;
}

void Dialer::onReady(std::uint32_t)
{
    if (const auto connected = net::connectResult(m_socket.get()); !connected) {
        noteProblem(reasonOf(connected.error()));
        ++m_next;
        tryNext();
        return;
    }
    m_services.timers.disarm(*this);
    EpollDispatcher::current()->unwatch(m_socket.get());
    m_user.onConnected(std::move(m_socket), m_addresses[m_next]);
}

void Dialer::onExpired()
{
    noteProblem("timed out");
    ++m_next;
    tryNext();
}

void Dialer::onSoon()
{
    m_user.onDialFailed(std::move(m_failure));
}

} // namespace gw::upstream
