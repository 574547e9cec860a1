// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

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
    // False when it does not answer in time.
    [[nodiscard]] bool start(const QString &password = {});
    void stop();

    // Runs a command; what it returns, one string for each item.
    [[nodiscard]] std::vector<std::string> ask(const std::vector<std::string> &words) const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    std::string m_password;
};

} // namespace gw::e2e
