// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_access.h"
#include "http/exchange.h"

namespace gw::control {

class EventStream;

// Takes the requests for the engine's own services on one worker: refuses on the head what must not
// pass, so that no body of a stranger is read; opens event streams; leaves the rest to QtHttpServer
// behind the bridge. Thread: its worker.
class ServiceHandler final : public http::RequestHandler {
public:
    // All must outlive the handler. bridge: http::ServiceBridge over a ServiceServer.
    ServiceHandler(const ControlOptions &options, ControlAccess &access, EventStream &events,
                   http::RequestHandler &bridge);

    // Whether a raw path is the engine's and no API's (reference D1).
    [[nodiscard]] bool owns(std::string_view path) const;

    void onRequest(http::Exchange &exchange) override;

private:
    std::string m_healthPath;
    std::string m_readinessPath;
    ControlAccess &m_access;
    EventStream &m_events;
    http::RequestHandler &m_bridge;
};

} // namespace gw::control
