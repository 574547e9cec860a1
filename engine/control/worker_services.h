// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_access.h"
#include "control/event_stream.h"
#include "control/service_handler.h"
#include "control/service_server.h"
#include "http/service_bridge.h"
#include "runtime/own_services.h"

namespace gw::control {

// The engine's own services on one worker, put together. Give a function that makes them to
// Engine::setServices(). Thread: its worker.
class WorkerServices final : public runtime::OwnServices {
public:
    // Both belong to the control thread and must outlive the workers.
    WorkerServices(ControlService &service, EventHub &hub);

    [[nodiscard]] bool owns(std::string_view path) const override { return m_handler.owns(path); }
    [[nodiscard]] http::RequestHandler &handler() override { return m_handler; }

private:
    ControlAccess m_access;
    ServiceServer m_server;
    EventStream m_events;
    http::ServiceBridge m_bridge;
    ServiceHandler m_handler;
};

} // namespace gw::control
