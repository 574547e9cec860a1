// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemd_notice.h"

#include "runtime/reload_report.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <format>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

namespace gw::app {

namespace {

constexpr const char *kVariable = "NOTIFY_SOCKET";
constexpr timeval kPatience{.tv_sec = 5, .tv_usec = 0};

Error notTold(const std::string &why, const std::string &socketName)
{
    return {"systemd cannot be told how the gateway is, and may end it: " + why, socketName,
            "Start the gateway again, or its unit with Type=exec"};
}

// A path, or with '@' a name in the abstract namespace; other kinds (vsock) are for machines.
Expected<Descriptor> connectTo(const std::string &name)
{
    sockaddr_un address{};
    if (name.size() < 2 || name.size() >= sizeof(address.sun_path) ||
        (name.front() != '/' && name.front() != '@')) {
        return tl::unexpected(notTold("NOTIFY_SOCKET names no socket of this machine", name));
    }
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, name.size());
    if (name.front() == '@') {
        address.sun_path[0] = '\0';
    }
    Descriptor descriptor(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    if (!descriptor ||
        setsockopt(descriptor.get(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof(kPatience)) != 0 ||
        connect(descriptor.get(), reinterpret_cast<const sockaddr *>(&address), length) != 0) {
        return tl::unexpected(notTold(systemErrorText(errno), name));
    }
    return descriptor;
}

} // namespace

SystemdNotice::SystemdNotice()
{
    if (const char *name = std::getenv(kVariable)) {
        m_name = name;
        m_socket = connectTo(m_name);
        unsetenv(kVariable);
    }
}

Expected<void> SystemdNotice::tellReady(const runtime::ReloadReport &report) const
{
    const auto failures = std::ranges::count_if(report.apis, runtime::isFailure);
    return send(
        std::format("READY=1\nSTATUS=generation {}, APIs: {}{}", report.generation,
                    std::ranges::count_if(report.apis, runtime::isServing),
                    failures > 0 ? std::format(", {} with errors: see the log", failures) : ""));
}

void SystemdNotice::tellReloading() const
{
    // The manager's clock is CLOCK_MONOTONIC, as is libstdc++'s steady one.
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    static_cast<void>(
        send(std::format("RELOADING=1\nMONOTONIC_USEC={}",
                         std::chrono::duration_cast<std::chrono::microseconds>(now).count())));
}

void SystemdNotice::tellStopping() const
{
    static_cast<void>(send("STOPPING=1\nSTATUS=answering the requests under way"));
}

Expected<void> SystemdNotice::send(const std::string &lines) const
{
    if (m_name.empty()) {
        return {};
    }
    if (!m_socket) {
        return tl::unexpected(m_socket.error());
    }
    ssize_t sent = -1;
    do {
        sent = ::send(m_socket->get(), lines.data(), lines.size(), MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0) {
        return tl::unexpected(
            notTold(errno == EAGAIN ? "it reads nothing" : systemErrorText(errno), m_name));
    }
    return {};
}

} // namespace gw::app
