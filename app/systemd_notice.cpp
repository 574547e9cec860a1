// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemd_notice.h"

#include "runtime/reload_report.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <format>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace gw::app {

namespace {

constexpr const char *kVariable = "NOTIFY_SOCKET";

// A path, or with '@' a name in the abstract namespace; other kinds (vsock) are for machines.
[[nodiscard]] int connectTo(std::string_view name)
{
    sockaddr_un address{};
    if (name.size() < 2 || name.size() >= sizeof(address.sun_path) ||
        (name.front() != '/' && name.front() != '@')) {
        return -1;
    }
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, name.size());
    if (name.front() == '@') {
        address.sun_path[0] = '\0';
    }
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    if (descriptor >= 0 &&
        connect(descriptor, reinterpret_cast<const sockaddr *>(&address), length) != 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

} // namespace

SystemdNotice::SystemdNotice()
{
    if (const char *name = std::getenv(kVariable)) {
        m_socket = connectTo(name);
        unsetenv(kVariable);
    }
}

SystemdNotice::~SystemdNotice()
{
    if (m_socket >= 0) {
        close(m_socket);
    }
}

void SystemdNotice::tellReady(const runtime::ReloadReport &report) const
{
    const auto failures = std::ranges::count_if(report.apis, runtime::isFailure);
    send(std::format("READY=1\nSTATUS=generation {}, APIs: {}{}", report.generation,
                     report.apis.size(),
                     failures > 0 ? std::format(", {} with errors: see the log", failures) : ""));
}

void SystemdNotice::tellReloading() const
{
    // The manager's clock is CLOCK_MONOTONIC, as is libstdc++'s steady one.
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    send(std::format("RELOADING=1\nMONOTONIC_USEC={}",
                     std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
}

void SystemdNotice::tellStopping() const
{
    send("STOPPING=1\nSTATUS=answering the requests under way");
}

void SystemdNotice::send(const std::string &lines) const
{
    if (m_socket >= 0) {
        (void)::send(m_socket, lines.data(), lines.size(), MSG_NOSIGNAL);
    }
}

} // namespace gw::app
