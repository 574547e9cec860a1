// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socket.h"

#include <cerrno>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <system_error>

namespace gw::net {

namespace {

constexpr int kBacklog = 1024;
// A tunnel may be silent for days: after this much silence the kernel asks, and after as much
// without an answer again, so often.
constexpr int kKeepAliveSeconds = 60;
constexpr int kKeepAliveProbes = 3;

enum class Sharing {
    None,
    WithEverybody, // of the same user: only after a look whether somebody else is there
};

void set(int fd, int level, int option, int value = 1)
{
    ::setsockopt(fd, level, option, &value, sizeof value);
}

Descriptor openStream(int family)
{
    Descriptor descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (descriptor) {
        set(descriptor.get(), IPPROTO_TCP, TCP_NODELAY);
        set(descriptor.get(), SOL_SOCKET, SO_KEEPALIVE);
        set(descriptor.get(), IPPROTO_TCP, TCP_KEEPIDLE, kKeepAliveSeconds);
        set(descriptor.get(), IPPROTO_TCP, TCP_KEEPINTVL, kKeepAliveSeconds);
        set(descriptor.get(), IPPROTO_TCP, TCP_KEEPCNT, kKeepAliveProbes);
    }
    return descriptor;
}

tl::expected<Descriptor, int> bound(const Address &address, Sharing sharing)
{
    // Accepted sockets inherit the options of the listening one: no call for each connection.
    Descriptor descriptor = openStream(address.family());
    if (!descriptor) {
        return tl::unexpected(errno);
    }
    set(descriptor.get(), SOL_SOCKET, SO_REUSEADDR);
    if (sharing == Sharing::WithEverybody) {
        set(descriptor.get(), SOL_SOCKET, SO_REUSEPORT);
    }
    if (address.ip() == IpAddress()) {
        set(descriptor.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
    }
    if (::bind(descriptor.get(), address.native(), address.nativeSize()) != 0) {
        return tl::unexpected(errno);
    }
    return descriptor;
}

tl::expected<Descriptor, int> listening(const Address &address, Sharing sharing)
{
    tl::expected<Descriptor, int> descriptor = bound(address, sharing);
    if (descriptor && ::listen(descriptor->get(), kBacklog) != 0) {
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

// IPv4 where ":port" finds no IPv6.
template <typename Make>
Expected<Descriptor> withFallback(const Address &address, Make make)
{
    tl::expected<Descriptor, int> descriptor = make(address);
    const bool isWithoutV6 =
        !descriptor && (descriptor.error() == EAFNOSUPPORT || descriptor.error() == EADDRNOTAVAIL);
    if (isWithoutV6 && address.ip() == IpAddress()) {
        descriptor = make(Address(IpAddress::fromV4({0, 0, 0, 0}), address.port()));
    }
    if (!descriptor) {
        return failure("Cannot listen: " + systemErrorText(descriptor.error()), address.toString(),
                       listenRemedy(descriptor.error()));
    }
    return std::move(*descriptor);
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
    return withFallback(address,
                        [](const Address &each) { return listening(each, Sharing::None); });
}

Expected<std::vector<Descriptor>> listenTogether(const Address &address, std::size_t count)
{
    // With SO_REUSEPORT another gateway of the same user would take a share without a word. The
    // kernel gives nobody's port for port 0.
    if (address.port() != 0) {
        const auto alone =
            withFallback(address, [](const Address &each) { return bound(each, Sharing::None); });
        if (!alone) {
            return tl::unexpected(alone.error());
        }
    }
    std::vector<Descriptor> sockets;
    while (sockets.size() < count) {
        auto socket = withFallback(
            sockets.empty() ? address : boundAddress(sockets.front().get()),
            [](const Address &each) { return listening(each, Sharing::WithEverybody); });
        if (!socket) {
            return tl::unexpected(socket.error());
        }
        sockets.push_back(std::move(*socket));
    }
    return sockets;
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
