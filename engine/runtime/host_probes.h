// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/api_definition.h"
#include "upstream/origin_url.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

class QThread;

namespace gw::net {
class TlsClientContext;
}

namespace gw::runtime {

// An uptime test that is to be carried out.
struct HostTest {
    spec::UptimeCheck check;
    upstream::OriginUrl url; // of the check
    std::chrono::milliseconds timeout{0};
    std::shared_ptr<const net::TlsClientContext> tls; // null: none of the tests needs it
};

struct HostVerdict {
    bool isUp = false;
    std::string reason; // of one that is not
};

// "tcp" and "tls" tests only connect; the others ask for a page.
[[nodiscard]] bool isConnectionTest(const spec::UptimeCheck &check);

// Carries uptime tests out, on an event loop in a thread of its own. Thread: control.
class HostProbes final {
public:
    HostProbes();
    ~HostProbes(); // what is under way is given up
    HostProbes(const HostProbes &) = delete;
    HostProbes &operator=(const HostProbes &) = delete;

    // Calls back once, on the probes' thread.
    void start(HostTest test, std::function<void(const HostVerdict &)> whenDone);

private:
    class Loop;

    void run();

    std::unique_ptr<QThread> m_thread;
    QObject m_anchor;       // lives in the thread; what posts aim at
    Loop *m_loop = nullptr; // while the thread runs. Thread: the probes'
};

} // namespace gw::runtime
