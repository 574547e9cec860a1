// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/support/scripted_origin.h"
#include "support/files.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace gw::e2e {

// HTTP/2 without TLS: nghttpd on a free port; serves a folder, and echoes what is uploaded.
class Http2Server final {
public:
    [[nodiscard]] bool start()
    {
        const std::uint16_t port = closedPort();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral("nghttpd"),
                        {QStringLiteral("--no-tls"), QStringLiteral("--echo-upload"),
                         QStringLiteral("-a"), QStringLiteral("127.0.0.1"),
                         QStringLiteral("--trailer=x-sum: 7"), QStringLiteral("-d"),
                         m_folder.path(), QString::number(port)});
        m_port = port;
        return QTest::qWaitFor(
            [&] {
                QTcpSocket socket;
                socket.connectToHost(QStringLiteral("127.0.0.1"), port);
                return socket.waitForConnected(1000);
            },
            20'000);
    }
    ~Http2Server()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void writeFile(const QString &name, const QByteArray &bytes) const
    {
        test::writeFile(m_folder.filePath(name), bytes);
    }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace gw::e2e
