// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_address.h"

#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

namespace gw::test {

// A control API that answers what it is told, and remembers what it was asked. Thread: its own.
class AnsweringEngine final : public QObject {
public:
    struct Asked {
        QByteArray line; // "PUT /tyk/breakpoints"
        QByteArray body;
    };

    AnsweringEngine()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
                connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                    m_streams.remove(socket);
                    m_rest.remove(socket);
                    socket->deleteLater();
                });
            }
        });
    }

    [[nodiscard]] client::EngineAddress address() const
    {
        return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())), {}};
    }
    // What follows is answered like this; a body that is not set is {}.
    void answer(const QByteArray &line, const QByteArray &body, int status = 200)
    {
        m_answers.insert(line, {status, body});
    }
    // Whoever asks that waits for release(), which answers all of them.
    void hold(const QByteArray &line) { m_held.insert(line, {}); }
    [[nodiscard]] qsizetype holding(const QByteArray &line) const
    {
        return m_held.value(line).size();
    }
    void release(const QByteArray &line)
    {
        const QList<QPointer<QTcpSocket>> waiting = m_held.take(line);
        for (const QPointer<QTcpSocket> &socket : waiting) {
            if (socket != nullptr) {
                reply(*socket, line);
            }
        }
    }
    // Streams of events that are open and ask for that.
    [[nodiscard]] qsizetype streams(const QByteArray &query) const
    {
        return std::ranges::count(m_streams, query);
    }
    void tell(const QByteArray &query, const QByteArray &event, const QByteArray &data)
    {
        for (auto one = m_streams.begin(); one != m_streams.end(); ++one) {
            if (one.value() == query) {
                one.key()->write("event: " + event + "\ndata: " + data + "\n\n");
            }
        }
    }
    void endStreams(const QByteArray &query)
    {
        const QHash<QTcpSocket *, QByteArray> streams = m_streams;
        for (auto one = streams.begin(); one != streams.end(); ++one) {
            if (one.value() == query) {
                one.key()->abort();
            }
        }
    }
    [[nodiscard]] const QList<Asked> &asked() const { return m_asked; }
    [[nodiscard]] QList<QByteArray> bodiesOf(const QByteArray &line) const
    {
        QList<QByteArray> bodies;
        for (const Asked &asked : m_asked) {
            if (asked.line == line) {
                bodies.append(asked.body);
            }
        }
        return bodies;
    }

private:
    struct Answer {
        int status = 200;
        QByteArray body = "{}";
    };

    void read(QTcpSocket &socket)
    {
        QByteArray &rest = m_rest[&socket];
        rest += socket.readAll();
        for (qsizetype end = rest.indexOf("\r\n\r\n"); end >= 0; end = rest.indexOf("\r\n\r\n")) {
            const QByteArray head = rest.first(end);
            const qsizetype length = lengthIn(head);
            if (rest.size() < end + 4 + length) {
                return;
            }
            const QByteArray body = rest.sliced(end + 4, length);
            rest.remove(0, end + 4 + length);
            take(socket, head.first(head.indexOf(" HTTP")), body);
        }
    }

    [[nodiscard]] static qsizetype lengthIn(const QByteArray &head)
    {
        const qsizetype at = head.toLower().indexOf("content-length:");
        return at < 0 ? 0 : head.sliced(at + 15).split('\r').first().trimmed().toLongLong();
    }

    void take(QTcpSocket &socket, const QByteArray &line, const QByteArray &body)
    {
        m_asked.append({line, body});
        if (line.startsWith("GET /tyk/events") && !m_answers.contains(line)) {
            m_streams.insert(&socket, line.mid(16)); // behind the question mark
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\n\n");
            return;
        }
        if (const auto held = m_held.find(line); held != m_held.end()) {
            held->append(&socket);
            return;
        }
        reply(socket, line);
    }

    void reply(QTcpSocket &socket, const QByteArray &line)
    {
        const Answer answer = m_answers.value(line);
        socket.write("HTTP/1.1 " + QByteArray::number(answer.status) + " X\r\nContent-Length: " +
                     QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
    }

    QHash<QByteArray, Answer> m_answers;
    QHash<QByteArray, QList<QPointer<QTcpSocket>>> m_held;
    QHash<QTcpSocket *, QByteArray> m_streams; // with their queries
    QHash<QTcpSocket *, QByteArray> m_rest;
    QList<Asked> m_asked;
    QTcpServer m_server; // goes first: its sockets tell of their ends
};

} // namespace gw::test
