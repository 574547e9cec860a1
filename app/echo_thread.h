// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QThread>

#include <memory>
#include <string>

namespace gw::app {

// The echo upstream on a listener in a thread of its own. Thread: the one that made it.
class EchoThread final {
public:
    EchoThread() = default;
    ~EchoThread(); // ends open connections
    EchoThread(const EchoThread &) = delete;
    EchoThread &operator=(const EchoThread &) = delete;

    // Returns when it accepts. The result is the bound address, "127.0.0.1:8081".
    [[nodiscard]] Expected<std::string> start(const std::string &address);

private:
    std::unique_ptr<QThread> m_thread;
};

} // namespace gw::app
