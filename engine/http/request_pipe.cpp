// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request_pipe.h"

#include <QHostAddress>

#include <algorithm>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace gw::http {

RequestPipe::RequestPipe(const Peer &peer, PipeSink &sink)
    : m_sink(&sink)
{
    setPeerAddress(QHostAddress(QString::fromStdString(peer.address)));
    setPeerPort(peer.port);
    setSocketState(ConnectedState);
    // Unbuffered, so that every read comes to readData().
    QIODevice::open(ReadWrite | Unbuffered);
}

RequestPipe::~RequestPipe()
{
    if (m_sink != nullptr) {
        std::exchange(m_sink, nullptr)->onPipeClosed();
    }
    // The base class would wait for a connection that it believes to be there.
    setSocketState(UnconnectedState);
    QIODevice::close();
}

void RequestPipe::feed(std::string bytes)
{
    m_input = std::move(bytes);
    m_read = 0;
    Q_EMIT readyRead();
}

void RequestPipe::hangUp()
{
    m_sink = nullptr;
    if (state() == ConnectedState) {
        setSocketState(UnconnectedState);
        Q_EMIT disconnected();
    }
}

qint64 RequestPipe::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + static_cast<qint64>(m_input.size() - m_read);
}

void RequestPipe::disconnectFromHost()
{
    PipeSink *const sink = std::exchange(m_sink, nullptr);
    hangUp();
    if (sink != nullptr) {
        sink->onPipeClosed();
    }
}

void RequestPipe::close()
{
    disconnectFromHost();
}

qint64 RequestPipe::readData(char *data, qint64 maxSize)
{
    const std::size_t size = std::min(static_cast<std::size_t>(maxSize), m_input.size() - m_read);
    std::memcpy(data, m_input.data() + m_read, size);
    m_read += size;
    return static_cast<qint64>(size);
}

qint64 RequestPipe::skipData(qint64 maxSize)
{
    const std::size_t size = std::min(static_cast<std::size_t>(maxSize), m_input.size() - m_read);
    m_read += size;
    return static_cast<qint64>(size);
}

qint64 RequestPipe::writeData(const char *data, qint64 size)
{
    if (m_sink != nullptr) {
        m_sink->onPipeBytes({data, static_cast<std::size_t>(size)});
    }
    return size;
}

bool PipeServer::listenToNobody()
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Without a path the kernel makes up a name outside the file system.
    const bool isBound =
        fd >= 0 &&
        ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(sa_family_t)) == 0 &&
        ::listen(fd, 1) == 0 && setSocketDescriptor(fd);
    if (!isBound && fd >= 0) {
        ::close(fd);
    }
    return isBound;
}

void PipeServer::incomingConnection(qintptr handle)
{
    ::close(static_cast<int>(handle));
}

} // namespace gw::http
