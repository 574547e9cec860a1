// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <string>
#include <string_view>

namespace gw::http {

// Hears what QtHttpServer does with a pipe.
class PipeSink {
public:
    virtual void onPipeBytes(std::string_view bytes) = 0;
    // QtHttpServer has closed the pipe: no more bytes come.
    virtual void onPipeClosed() = 0;

protected:
    ~PipeSink() = default;
};

// A socket without a descriptor: feeds QtHttpServer one checked request and takes its answer. It is
// handed to a PipeServer, and then belongs to QtHttpServer, which deletes it after hangUp() as soon
// as no responder uses it. Thread: that of the server.
class RequestPipe final : public QTcpSocket {
public:
    RequestPipe(const Peer &peer, PipeSink &sink);
    ~RequestPipe() override;

    // The request; handled before this returns, unless the handler puts the answer off.
    void feed(std::string bytes);
    // The sink hears nothing any more.
    void detach() { m_sink = nullptr; }
    // As if the client had left. Not from inside a call of the sink.
    void hangUp();

    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override { return 0; }
    [[nodiscard]] bool isSequential() const override { return true; }
    void disconnectFromHost() override;
    void close() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;
    qint64 skipData(qint64 maxSize) override;

private:
    PipeSink *m_sink;
    std::string m_input;
    std::size_t m_read = 0; // of m_input
};

// Hands pipes to a QAbstractHttpServer, which takes connections from nothing but a QTcpServer that
// listens. This one listens on a Unix socket of a name that the kernel chose, and takes nobody.
class PipeServer final : public QTcpServer {
public:
    // False when the system gives no socket.
    [[nodiscard]] bool listenToNobody();
    void hand(RequestPipe *pipe) { addPendingConnection(pipe); }

protected:
    void incomingConnection(qintptr handle) override;
};

} // namespace gw::http
