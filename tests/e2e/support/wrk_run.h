// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <chrono>
#include <cstdint>
#include <string>

namespace gw::e2e {

// Load at full speed from `wrk`, 16 kept-alive connections.
class WrkRun final {
public:
    struct Outcome {
        std::int64_t requests = 0; // answered
        bool hasFailures = false;  // any status other than 2xx and 3xx, or a socket error
        QByteArray text;           // what wrk printed
    };

    WrkRun(const std::string &url, std::chrono::seconds duration);

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] Outcome finish();
    // Ends the load now.
    [[nodiscard]] Outcome stop();

private:
    QProcess m_process;
    std::chrono::seconds m_duration;
};

} // namespace gw::e2e
