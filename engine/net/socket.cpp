// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socket.h"

#include <cerrno>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <system_error>

namespace gw::net {

namespace {

constexpr int kBacklog = 1024;

void enable(int fd, int level, int option)
{
    const int one = 1;
    ::setsockopt(fd, level, option, &one, sizeof one);
}

Descriptor openStream(int family)
{
    Descriptor descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (descriptor) {
        enable(descriptor.get(), IPPROTO_TCP, TCP_NODELAY);
    }
    return descriptor;
}

tl::expected<Descriptor, int> bindAndListen(const Address &address)
{
    Descriptor descriptor = openStream(address.family());
    if (!descriptor) {
        return tl::unexpected(errno);
    }
    // Accepted sockets inherit TCP_NODELAY from the listening one: no call for each connection.
    enable(descriptor.get(), SOL_SOCKET, SO_REUSEADDR);
    enable(descriptor.get(), SOL_SOCKET, SO_REUSEPORT);
    if (address.ip() == IpAddress()) {
        const int off = 0;
        ::setsockopt(descriptor.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    }
    if (::bind(descriptor.get(), address.native(), address.nativeSize()) != 0 ||
        ::listen(descriptor.get(), kBacklog) != 0) {
        return tl::unexpected(errno);
    }
    return descriptor;
}

std::string listenRemedy(int error)
{
    switch (error) {
    case EACCES:
        return "Ports below 1024 need a privilege; take a higher one";
    case EADDRINUSE:
        return "Stop the other program or take another port";
    case EADDRNOTAVAIL:
        return "Take an address of this machine";
    default:
        return {};
    }
}

bool isOutOfResources(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

// Errors of the connection at the head of the queue, which accept(2) passes on.
bool isOfOneConnection(int error)
{
    switch (error) {
    case EINTR:
    case ECONNABORTED:
    case EPROTO:
    case EPERM: // refused by the firewall
    case ENOPROTOOPT:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENONET:
    case EOPNOTSUPP:
    case ETIMEDOUT:
        return true;
    default:
        return false;
    }
}

template <typename Call>
Address addressBy(Call call, int fd)
{
    sockaddr_storage native{};
    socklen_t size = sizeof native;
    if (call(fd, reinterpret_cast<sockaddr *>(&native), &size) != 0) {
        return {};
    }
    return Address::fromNative(native);
}

} // namespace

Expected<Descriptor> listenOn(const Address &address)
{
    tl::expected<Descriptor, int> descriptor = bindAndListen(address);
    const bool isWithoutV6 =
        !descriptor && (descriptor.error() == EAFNOSUPPORT || descriptor.error() == EADDRNOTAVAIL);
    if (isWithoutV6 && address.ip() == IpAddress()) {
        descriptor = bindAndListen(Address(IpAddress::fromV4({0, 0, 0, 0}), address.port()));
    }
    if (!descriptor) {
        return failure("Cannot listen: " + systemErrorText(descriptor.error()), address.toString(),
                       listenRemedy(descriptor.error()));
    }
    return std::move(*descriptor);
}

Address boundAddress(int fd)
{
    return addressBy(::getsockname, fd);
}

Address peerAddress(int fd)
{
    return addressBy(::getpeername, fd);
}

Expected<Descriptor> duplicate(int fd)
{
    Descriptor descriptor(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
    if (!descriptor) {
        return failure("Cannot duplicate a socket: " + systemErrorText(errno));
    }
    return descriptor;
}

void stopListening(int fd)
{
    ::shutdown(fd, SHUT_RDWR);
}

Accepted acceptFrom(int listener)
{
    for (;;) {
        sockaddr_storage native{};
        socklen_t size = sizeof native;
        Descriptor descriptor(::accept4(listener, reinterpret_cast<sockaddr *>(&native), &size,
                                        SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (descriptor) {
            return {AcceptStatus::Accepted, std::move(descriptor), Address::fromNative(native), 0};
        }
        const int error = errno;
        if (error == EAGAIN) {
            return {AcceptStatus::WouldBlock, {}, {}, 0};
        }
        if (!isOfOneConnection(error)) {
            const auto status =
                isOutOfResources(error) ? AcceptStatus::OutOfDescriptors : AcceptStatus::Failed;
            return {status, {}, {}, error};
        }
    }
}

Expected<Descriptor> connectTo(const Address &address)
{
    Descriptor descriptor = openStream(address.family());
    if (!descriptor) {
        return failure("Cannot open a socket: " + systemErrorText(errno), address.toString());
    }
    if (::connect(descriptor.get(), address.native(), address.nativeSize()) != 0 &&
        errno != EINPROGRESS && errno != EINTR) { // also after EINTR the attempt goes on
        return failure("Cannot connect: " + systemErrorText(errno), address.toString());
    }
    return descriptor;
}

Expected<void> connectResult(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
        error = errno;
    }
    if (error != 0) {
        return failure("Cannot connect: " + systemErrorText(error));
    }
    return {};
}

} // namespace gw::net
