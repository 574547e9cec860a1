// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/expected.h"

#include <string>

namespace gw::runtime {
struct ReloadReport;
}

namespace gw::app {

// What systemd wants to hear from a service of Type=notify-reload (sd_notify(3),
// systemd.service(5)): datagrams to the socket that NOTIFY_SOCKET names. Without the variable
// nothing happens. Where the manager has much to read, each call waits for it, at most five
// seconds. The variable is taken from the environment, so that no child speaks in the gateway's
// name. Thread: the one that made it, before there are others.
class SystemdNotice final {
public:
    SystemdNotice();

    // Requests are accepted, by what the report says; also the end of a reload. Fails when it could
    // not be told: systemd goes on waiting, and ends the gateway at last.
    [[nodiscard]] Expected<void> tellReady(const runtime::ReloadReport &report) const;
    void tellReloading() const;
    void tellStopping() const;

private:
    [[nodiscard]] Expected<void> send(const std::string &lines) const;

    std::string m_name; // of the socket; empty: there is no manager
    Expected<Descriptor> m_socket{Descriptor()};
};

} // namespace gw::app
