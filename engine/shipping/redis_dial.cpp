// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/redis_dial.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace gw::shipping {

namespace {

// One address: the socket, or errno.
struct Dialled {
    Descriptor socket;
    int error = 0;
};

// What became of a connect() that goes on by itself; 0: it is connected.
int outcomeOf(int socket, std::chrono::milliseconds timeout, RedisInterrupt &interrupt)
{
    const RedisInterrupt::Wait wait(interrupt, socket);
    pollfd entry{socket, POLLOUT, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(timeout.count()));
    if (interrupt.isInterrupted()) {
        return ECANCELED;
    }
    if (ready <= 0) {
        return ready == 0 ? ETIMEDOUT : errno;
    }
    int error = 0;
    socklen_t size = sizeof(error);
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Dialled dial(const sockaddr *address, socklen_t size, std::chrono::milliseconds timeout,
             RedisInterrupt &interrupt)
{
    Descriptor socket(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.get() < 0) {
        return {{}, errno};
    }
    int error = ::connect(socket.get(), address, size) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
        error = outcomeOf(socket.get(), timeout, interrupt);
    }
    if (error != 0) {
        return {{}, error};
    }
    const int on = 1; // fails for a Unix socket, which does not need it
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    ::fcntl(socket.get(), F_SETFL, ::fcntl(socket.get(), F_GETFL) & ~O_NONBLOCK);
    return {std::move(socket), 0};
}

Dialled dialPath(const std::string &path, std::chrono::milliseconds timeout,
                 RedisInterrupt &interrupt)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return {{}, ENAMETOOLONG};
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    return dial(reinterpret_cast<const sockaddr *>(&address), sizeof(address), timeout, interrupt);
}

tl::unexpected<Error> dialFailure(const std::string &reason, const RedisAddress &server)
{
    return failure("Redis: " + reason, server.text(), kRedisRemedy);
}

} // namespace

Expected<Descriptor> dialRedis(const RedisAddress &server, std::chrono::milliseconds timeout,
                               RedisInterrupt &interrupt)
{
    if (interrupt.isInterrupted()) {
        return dialFailure(systemErrorText(ECANCELED), server);
    }
    if (server.host.starts_with('/')) {
        Dialled made = dialPath(server.host, timeout, interrupt);
        return made.error == 0 ? Expected<Descriptor>(std::move(made.socket))
                               : dialFailure(systemErrorText(made.error), server);
    }
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    const std::string port = std::to_string(server.port);
    if (const int problem = ::getaddrinfo(server.host.c_str(), port.c_str(), &hints, &list);
        problem != 0) {
        return dialFailure(::gai_strerror(problem), server);
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owned(list, ::freeaddrinfo);
    int error = 0;
    for (const int family : {AF_INET, AF_INET6}) {
        for (const addrinfo *entry = list; entry != nullptr; entry = entry->ai_next) {
            if (entry->ai_family != family) {
                continue;
            }
            Dialled made = dial(entry->ai_addr, entry->ai_addrlen, timeout, interrupt);
            if (made.error == 0) {
                return std::move(made.socket);
            }
            error = made.error;
            if (interrupt.isInterrupted()) {
                return dialFailure(systemErrorText(ECANCELED), server);
            }
        }
    }
    return dialFailure(systemErrorText(error), server);
}

} // namespace gw::shipping
