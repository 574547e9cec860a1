// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <string>
#include <vector>

namespace gw::e2e {

// A real redis-server of the test's own, on a Unix socket in a temporary folder. It keeps nothing
// when it is stopped.
class RedisServer final {
public:
    RedisServer();
    ~RedisServer();
    RedisServer(const RedisServer &) = delete;
    RedisServer &operator=(const RedisServer &) = delete;

    // Also before start(): nobody listens there.
    [[nodiscard]] QString socketPath() const;
    // Which free port it shall listen on; 0: none.
    struct Options {
        QString password = {};
        std::uint16_t port = 0;
        QStringList arguments = {}; // further ones
    };
    // False when it does not answer in time.
    [[nodiscard]] bool start(const Options &options);
    [[nodiscard]] bool start(const QString &password = {}) { return start(Options{password}); }
    // As a sentinel, with the lines of its configuration. It has no socket.
    [[nodiscard]] bool startSentinel(std::uint16_t port, const QStringList &lines);
    void stop();

    // Runs a command; what it returns, one string for each item.
    [[nodiscard]] std::vector<std::string> ask(const std::vector<std::string> &words) const;

private:
    [[nodiscard]] bool waitForAnswer() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    std::string m_password;
    std::uint16_t m_sentinelPort = 0; // 0: no sentinel
};

} // namespace gw::e2e
