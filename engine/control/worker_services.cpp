// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/worker_services.h"

#include "control/control_service.h"

namespace gw::control {

WorkerServices::WorkerServices(ControlService &service, EventHub &hub)
    : m_access(service.options(), service.failures(), service.log())
    , m_server(service, m_access)
    , m_events(hub)
    , m_bridge(m_server)
    , m_handler(service.options(), m_access, m_events, m_bridge)
{
}

} // namespace gw::control
