// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/service_handler.h"

#include "control/event_stream.h"
#include "control/exchange_reply.h"

namespace gw::control {

namespace {

Method methodOf(std::string_view name)
{
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch,
                                Method::Delete, Method::Options}) {
        if (toString(method) == name) {
            return method;
        }
    }
    return Method::Other;
}

std::string_view withoutFinalSlashes(std::string_view path)
{
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path;
}

AccessQuery accessQuery(const http::Exchange &exchange)
{
    const http::FieldList &fields = exchange.request().fields;
    AccessQuery query;
    query.method = methodOf(exchange.request().method);
    query.peerAddress = exchange.peer().address;
    query.host = fields.value("Host");
    query.origin = fields.value("Origin");
    query.secFetchSite = fields.value("Sec-Fetch-Site");
    query.contentType = fields.value("Content-Type");
    query.secret = fields.value("X-Tyk-Authorization");
    query.secretCount = fields.count("X-Tyk-Authorization");
    return query;
}

} // namespace

ServiceHandler::ServiceHandler(const ControlOptions &options, ControlAccess &access,
                               EventStream &events, http::RequestHandler &bridge)
    : m_healthPath("/" + options.healthName)
    , m_readinessPath("/" + options.readinessName)
    , m_access(access)
    , m_events(events)
    , m_bridge(bridge)
{
}

bool ServiceHandler::owns(std::string_view path) const
{
    const std::string_view clean = withoutFinalSlashes(path);
    return path.starts_with("/tyk/") || clean == m_healthPath || clean == m_readinessPath ||
           clean == "/metrics";
}

void ServiceHandler::onRequest(http::Exchange &exchange)
{
    const std::string_view path = withoutFinalSlashes(exchange.request().path());
    const AccessNeed need = m_access.needOf(path, exchange.peer().address);
    const auto now = std::chrono::steady_clock::now();
    if (const auto refusal = m_access.refuse(accessQuery(exchange), need, now)) {
        sendReply(exchange, *refusal);
        return;
    }
    // A stranger's body would have to be kept whole for QtHttpServer, and nothing here wants one.
    if (need != AccessNeed::Secret && exchange.requestBodyLength() != std::uint64_t{0}) {
        exchange.closeAfterResponse();
        sendReply(exchange, messageReply(413, "This takes no request body"));
        return;
    }
    if (path == "/tyk/events") {
        m_events.open(exchange);
        return;
    }
    m_bridge.onRequest(exchange);
}

} // namespace gw::control
