// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/service_bridge.h"

#include "http/service_call.h"

#include <QAbstractHttpServer>

#include <algorithm>

namespace gw::http {

ServiceBridge::ServiceBridge(QAbstractHttpServer &server)
    : ServiceBridge(server, Limits())
{
}

ServiceBridge::ServiceBridge(QAbstractHttpServer &server, Limits limits)
    : m_limits(limits)
{
    auto pipes = std::make_unique<PipeServer>();
    if (pipes->listenToNobody() && server.bind(pipes.get())) {
        m_server = pipes.release(); // a child of the server from here on
    }
}

ServiceBridge::~ServiceBridge()
{
    while (!m_calls.empty()) {
        m_calls.back()->abort();
    }
}

void ServiceBridge::onRequest(Exchange &exchange)
{
    if (m_server == nullptr) {
        exchange.response().status = 503;
        exchange.respond({});
        return;
    }
    m_calls.push_back(std::make_unique<ServiceCall>(*this, exchange));
    m_calls.back()->start();
}

void ServiceBridge::forget(const ServiceCall &call)
{
    const auto place = std::find_if(m_calls.begin(), m_calls.end(),
                                    [&](const auto &entry) { return entry.get() == &call; });
    if (place != m_calls.end()) {
        std::swap(*place, m_calls.back());
        m_calls.pop_back();
    }
}

} // namespace gw::http
