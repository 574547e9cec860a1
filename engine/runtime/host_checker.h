// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/host_probes.h"
#include "upstream/host_health.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gw {
class Log;
}

namespace gw::runtime {

// Carries out the uptime tests of definitions (uptime_tests.check_list) and notes which hosts are
// down: after so many failures in a row, until as many successes. Every HTTP status but 200 is a
// failure, as in Tyk; a "tcp" or "tls" test only connects. Thread: control, without blocking it.
class HostChecker final : public QObject {
    Q_OBJECT

public:
    struct Options {
        bool isEnabled = true;
        bool isInsecure = false; // certificates are not checked (proxy_ssl_insecure_skip_verify)
        std::chrono::milliseconds interval{10'000};
        std::chrono::milliseconds timeout{5'000}; // of a test that names none
        int failureLimit = 3;
        int atOnce = 8;
    };

    HostChecker(const Options &options, upstream::HostHealth &health, Log &log);
    ~HostChecker() override;

    // These are tested from now on, the first time at once. What is known of a URL that stays is
    // kept; a host that nothing tests any more counts as up.
    void setChecks(const std::vector<spec::UptimeCheck> &checks);

private:
    struct Host {
        spec::UptimeCheck check;
        upstream::OriginUrl url;
        int failures = 0; // in a row; while down: successes that are missing
        bool isDown = false;
        bool isBusy = false; // waits for its test or is under test
    };

    void startRound();
    void startWaiting();
    void test(const Host &host);
    void finish(const std::string &url, const HostVerdict &verdict);
    void note(Host &host, const HostVerdict &verdict);
    // Null when OpenSSL cannot make one, which is logged.
    [[nodiscard]] std::shared_ptr<const net::TlsClientContext> tls();

    const Options m_options;
    upstream::HostHealth &m_health;
    Log &m_log;
    std::map<std::string, Host> m_hosts; // by URL
    std::deque<std::string> m_waiting;
    int m_underTest = 0;
    QTimer m_timer;
    std::shared_ptr<const net::TlsClientContext> m_tls; // made with the first test that needs it
    std::unique_ptr<HostProbes> m_probes; // made with the first test; ends before the rest
};

} // namespace gw::runtime
