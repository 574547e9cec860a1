// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gw::runtime {
struct ReloadReport;
}

namespace gw::app {

// What systemd wants to hear from a service of Type=notify-reload (sd_notify(3),
// systemd.service(5)): datagrams to the socket that NOTIFY_SOCKET names. Without one, or when
// nobody reads there, nothing happens: a gateway serves without its manager too. The variable is
// taken from the environment, so that no child speaks in the gateway's name. Thread: the one that
// made it, before there are others.
class SystemdNotice final {
public:
    SystemdNotice();
    ~SystemdNotice();
    SystemdNotice(const SystemdNotice &) = delete;
    SystemdNotice &operator=(const SystemdNotice &) = delete;

    // Requests are accepted, by what the report says; also the end of a reload.
    void tellReady(const runtime::ReloadReport &report) const;
    void tellReloading() const;
    void tellStopping() const;

private:
    void send(const std::string &lines) const;

    int m_socket = -1;
};

} // namespace gw::app
