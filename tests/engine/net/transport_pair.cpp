// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/transport_pair.h"

#include <array>
#include <poll.h>
#include <sys/epoll.h>

namespace gw::net::test {

namespace {

static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT);

bool waitFor(int fd, std::uint32_t events)
{
    pollfd waiting{fd, static_cast<short>(events), 0};
    return ::poll(&waiting, 1, 5000) == 1;
}

} // namespace

SocketPair connectedPair()
{
    const auto listener = listenOn(*Address::parse("127.0.0.1:0"));
    auto client = connectTo(boundAddress(listener->get()));
    waitFor(listener->get(), EPOLLIN);
    Accepted accepted = acceptFrom(listener->get());
    return {std::move(*client), std::move(accepted.descriptor)};
}

bool TransportPair::shakeHands()
{
    IoStatus clientStatus = IoStatus::WouldBlock;
    IoStatus serverStatus = IoStatus::WouldBlock;
    for (;;) {
        if (clientStatus == IoStatus::WouldBlock) {
            clientStatus = client.handshake().status;
        }
        if (serverStatus == IoStatus::WouldBlock) {
            serverStatus = server.handshake().status;
        }
        if (clientStatus != IoStatus::WouldBlock && serverStatus != IoStatus::WouldBlock) {
            return clientStatus == IoStatus::Ok && serverStatus == IoStatus::Ok;
        }
        // Whoever is done waits for the other.
        if (!waitFor((clientStatus == IoStatus::WouldBlock ? client : server).descriptor(),
                     EPOLLIN)) {
            return false;
        }
    }
}

TransportPair plainPair()
{
    SocketPair pair = connectedPair();
    return {Transport::plain(std::move(pair.client)), Transport::plain(std::move(pair.server))};
}

TransportPair tlsPair(const TlsServerContext &server, const TlsClientContext &client,
                      const std::string &serverName)
{
    SocketPair pair = connectedPair();
    return {Transport::tlsClient(std::move(pair.client), client, serverName),
            Transport::tlsServer(std::move(pair.server), server)};
}

bool waitFor(const Transport &transport)
{
    return transport.hasBufferedInput() ||
           waitFor(transport.descriptor(), transport.wantedEvents());
}

IoResult write(Transport &transport, std::string_view text)
{
    const iovec piece{const_cast<char *>(text.data()), text.size()};
    return transport.write({&piece, 1});
}

Received readAll(Transport &transport)
{
    Received received;
    std::array<char, 10000> buffer{};
    for (;;) {
        const IoResult result = transport.read(buffer);
        if (result.status == IoStatus::Ok) {
            received.text.append(buffer.data(), result.bytes);
        } else if (result.status != IoStatus::WouldBlock || !waitFor(transport)) {
            received.end = result.status;
            return received;
        }
    }
}

std::string readSome(Transport &transport, std::size_t size)
{
    std::string text(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const IoResult result = transport.read(std::span(text).subspan(filled));
        if (result.status == IoStatus::Ok) {
            filled += result.bytes;
        } else if (result.status != IoStatus::WouldBlock || !waitFor(transport)) {
            break;
        }
    }
    text.resize(filled);
    return text;
}

} // namespace gw::net::test
