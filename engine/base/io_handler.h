// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gw {

// Receives the readiness of one descriptor that an EpollDispatcher watches. Thread: the
// dispatcher's.
class IoHandler {
public:
    // events: EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR as reported by epoll_wait.
    // The handler may unwatch any descriptor, its own included, and delete itself.
    virtual void onReady(std::uint32_t events) = 0;

protected:
    ~IoHandler() = default;
};

} // namespace gw
