// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_interrupt.h"

#include <sys/socket.h>

namespace gw::shipping {

RedisInterrupt::Wait::Wait(RedisInterrupt &owner, int socket)
    : m_owner(owner)
{
    const std::lock_guard lock(m_owner.m_mutex);
    m_owner.m_socket = socket;
    if (m_owner.m_isInterrupted) {
        ::shutdown(socket, SHUT_RDWR);
    }
}

RedisInterrupt::Wait::~Wait()
{
    const std::lock_guard lock(m_owner.m_mutex);
    m_owner.m_socket = -1;
}

void RedisInterrupt::interrupt()
{
    const std::lock_guard lock(m_mutex);
    m_isInterrupted = true;
    if (m_socket >= 0) {
        ::shutdown(m_socket, SHUT_RDWR); // whoever reads, writes or connects wakes up
    }
}

bool RedisInterrupt::isInterrupted() const
{
    const std::lock_guard lock(m_mutex);
    return m_isInterrupted;
}

} // namespace gw::shipping
