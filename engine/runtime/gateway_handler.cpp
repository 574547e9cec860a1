// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/gateway_handler.h"

#include "base/epoll_dispatcher.h"
#include "base/log.h"
#include "http/uri_path.h"

#include <QRandomGenerator>

namespace gw::runtime {

namespace {

void writeHex(char *out, std::uint64_t value, int digits)
{
    constexpr char kDigits[] = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i, value >>= 4) {
        out[i] = kDigits[value & 15];
    }
}

} // namespace

GatewayHandler::GatewayHandler(Parts parts)
    : m_parts(std::move(parts))
    , m_idPrefix(QRandomGenerator::system()->generate64())
{
}

GatewayHandler::~GatewayHandler() = default;

void GatewayHandler::refresh()
{
    if (auto newer = m_parts.newest(m_snapshot.get())) {
        m_snapshot = std::move(newer);
    }
}

void GatewayHandler::onRequest(http::Exchange &exchange)
{
    refresh();
    const std::string_view path = http::decodePath(exchange.arena(), exchange.request().path());
    if (m_parts.ownServices != nullptr && m_parts.ownServices->owns(path)) {
        m_parts.ownServices->handler().onRequest(exchange);
        return;
    }
    route(exchange, &m_snapshot->routes, path);
}

void GatewayHandler::onRequestAt(ServicePort port, http::Exchange &exchange)
{
    refresh();
    const PortRoutes *routes = routesOf(port);
    route(exchange, routes == nullptr ? nullptr : &routes->routes,
          http::decodePath(exchange.arena(), exchange.request().path()));
}

std::shared_ptr<const proxy::Api> GatewayHandler::relayedAt(ServicePort port)
{
    refresh();
    const PortRoutes *routes = routesOf(port);
    return routes == nullptr ? nullptr : routes->relayed;
}

const PortRoutes *GatewayHandler::routesOf(ServicePort port) const
{
    const auto place = m_snapshot->ports.find(port.port);
    const bool isSame = place != m_snapshot->ports.end() && place->second.protocol == port.protocol;
    return isSame ? &place->second : nullptr;
}

void GatewayHandler::route(http::Exchange &exchange, const RouteTable *routes,
                           std::string_view path)
{
    if (m_snapshot->cleansPaths && http::needsCleaning(path)) {
        answerMoved(exchange, path);
        return;
    }
    const RouteTable::Match match =
        routes == nullptr ? RouteTable::Match()
                          : routes->find(exchange.request().fields.value("Host"), path);
    if (match.route == nullptr) {
        answerNotFound(exchange);
        return;
    }
    auto runner = std::make_unique<proxy::RequestRunner>(exchange, m_parts.services,
                                                         static_cast<RunnerHost &>(*this));
    ++m_running;
    // A running request owns itself until it calls onRunnerDone().
    runner.release()->start({m_snapshot->apis[match.route->target].api, path,
                             match.route->isIdAlias ? 0 : match.length,
                             nextRequestId(exchange.arena())});
}

void GatewayHandler::run(http::Exchange &exchange, std::shared_ptr<const proxy::Api> api,
                         proxy::RunnerHost *host)
{
    const std::string_view path = http::decodePath(exchange.arena(), exchange.request().path());
    const std::size_t length = api->facts.listenPath.size();
    proxy::RunnerHost &runnerHost = host != nullptr ? *host : *this;
    auto runner = std::make_unique<proxy::RequestRunner>(exchange, m_parts.services, runnerHost);
    ++m_running;
    runner.release()->start({std::move(api), path, length, nextRequestId(exchange.arena())});
}

// Callers of the runner may still be on the stack: it is deleted when the loop's round is over.
void GatewayHandler::onRunnerDone(proxy::RequestRunner &runner)
{
    --m_running;
    m_finished.emplace_back(&runner);
    if (m_finished.size() == 1) {
        EpollDispatcher::current()->callSoon([this] { m_finished.clear(); });
    }
}

bool GatewayHandler::wantsTrace() const
{
    return m_parts.wantsTrace.load(std::memory_order_relaxed);
}

telemetry::RecordInterest GatewayHandler::recordInterest() const
{
    return m_parts.recordInterest.load(std::memory_order_relaxed);
}

void GatewayHandler::keepRecord(std::unique_ptr<telemetry::AnalyticsRecord> record)
{
    m_parts.records.push(std::move(record));
}

std::shared_ptr<const proxy::Api> GatewayHandler::findLoopTarget(std::string_view name) const
{
    return m_snapshot->findLoopTarget(name);
}

void GatewayHandler::keepSession(const std::string &key, const request::Session &session,
                                 std::chrono::seconds lifetime)
{
    if (!m_parts.sessions.store(key, session, lifetime)) {
        m_parts.services.log.warning("The session store is full: a session was not kept",
                                     {{"prefix", "auth-mgr"}, {"org_id", session.orgId}});
    }
}

telemetry::WorkerCounters &GatewayHandler::counters()
{
    return m_parts.counters;
}

// Exactly nine bytes, no newline (reference A1).
void GatewayHandler::answerNotFound(http::Exchange &exchange)
{
    if (m_snapshot->settings->logsNotFound) {
        const http::RequestHead &head = exchange.request();
        const http::Peer &peer = exchange.peer();
        m_parts.services.log.error(
            "Not Found", {{"prefix", "main"},
                          {"request", std::string(head.method).append(" ").append(head.path())},
                          {"origin", peer.address + ":" + std::to_string(peer.port)}});
    }
    exchange.response().status = 404;
    exchange.response().fields.addView({"Content-Type", "text/plain; charset=utf-8"});
    exchange.respond("Not Found");
}

// gorilla/mux's path cleaning (reference D1).
void GatewayHandler::answerMoved(http::Exchange &exchange, std::string_view decodedPath)
{
    std::string location = http::escapePath(http::cleanPath(decodedPath));
    if (const std::string_view query = exchange.request().query(); !query.empty()) {
        location.append("?").append(query);
    }
    exchange.response().status = 301;
    exchange.response().fields.add("Location", location);
    exchange.respond({});
}

std::string_view GatewayHandler::nextRequestId(http::Arena &arena)
{
    constexpr int kPrefixDigits = 16;
    char *text = arena.allocate(2 * kPrefixDigits);
    writeHex(text, m_idPrefix, kPrefixDigits);
    writeHex(text + kPrefixDigits, ++m_idCounter, kPrefixDigits);
    return {text, 2 * kPrefixDigits};
}

} // namespace gw::runtime
