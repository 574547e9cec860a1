// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

namespace gw::shipping {

// Ends the waits of one thread from another: the present one and all that would follow.
class RedisInterrupt final {
public:
    // A wait for a socket, as long as it lives. There is one at a time. Thread: the waiting one.
    class Wait final {
    public:
        Wait(RedisInterrupt &owner, int socket);
        ~Wait();
        Wait(const Wait &) = delete;
        Wait &operator=(const Wait &) = delete;

    private:
        RedisInterrupt &m_owner;
    };

    void interrupt();                         // Thread: any
    [[nodiscard]] bool isInterrupted() const; // Thread: any

private:
    mutable std::mutex m_mutex;
    int m_socket = -1; // guarded by m_mutex: the one that is waited for
    bool m_isInterrupted = false;
};

} // namespace gw::shipping
