// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace gw::upstream {

// Which hosts are down, as uptime tests found them: one flag for a host and port, which balancers
// of all snapshots share. Thread: control; the flags may be read on any.
class HostHealth final {
public:
    using Flag = std::shared_ptr<const std::atomic<bool>>; // true: down

    [[nodiscard]] Flag isDown(const std::string &host, std::uint16_t port);
    void setDown(const std::string &host, std::uint16_t port, bool isDown);

private:
    std::map<std::pair<std::string, std::uint16_t>, std::shared_ptr<std::atomic<bool>>> m_flags;
};

} // namespace gw::upstream
