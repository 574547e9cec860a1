// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "serve_settings.h"

#include <memory>
#include <string>

namespace gw::control {
class ControlService;
class EnginePort;
class EventHub;
} // namespace gw::control

namespace gw::app {

// An engine with its log, control API and event stream: what `gatewright serve` runs on its main
// thread and the console on a thread of its own. Thread: the one that made it, which needs an event
// loop on EpollDispatcher.
class Gateway final {
public:
    explicit Gateway(ServeSettings settings);
    ~Gateway();
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    // Returns when every worker accepts.
    [[nodiscard]] Expected<void> start();
    // Ends the workers at once. False: a plugin's hook has not returned, and only the end of the
    // process gets rid of its thread.
    [[nodiscard]] bool end();

    [[nodiscard]] runtime::Engine &engine() { return *m_engine; } // from start() on
    [[nodiscard]] Log &log() { return m_log; }
    [[nodiscard]] const spec::GatewayConfig &config() const { return *m_settings.config; }
    // What opens the control API; from start() on.
    [[nodiscard]] const std::string &secret() const { return m_secret; }

private:
    ServeSettings m_settings;
    Log m_log;
    std::string m_secret;
    std::unique_ptr<runtime::Engine> m_engine;
    std::unique_ptr<control::EnginePort> m_port;
    std::unique_ptr<control::ControlService> m_control;
    std::unique_ptr<control::EventHub> m_events;
};

} // namespace gw::app
