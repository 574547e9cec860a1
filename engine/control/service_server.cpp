// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/service_server.h"

#include "control/control_access.h"
#include "control/control_service.h"

#include <QFuture>
#include <QHttpHeaders>
#include <QHttpServerRequest>
#include <QUrl>

namespace gw::control {

namespace {

using QtMethod = QHttpServerRequest::Method;

Method methodOf(const QHttpServerRequest &request)
{
    switch (request.method()) {
    case QtMethod::Get:
        return Method::Get;
    case QtMethod::Head:
        return Method::Head;
    case QtMethod::Post:
        return Method::Post;
    case QtMethod::Put:
        return Method::Put;
    case QtMethod::Patch:
        return Method::Patch;
    case QtMethod::Delete:
        return Method::Delete;
    case QtMethod::Options:
        return Method::Options;
    default:
        return Method::Other;
    }
}

std::string fieldOf(const QHttpServerRequest &request, QByteArrayView name)
{
    return request.headers().combinedValue(name).toStdString();
}

std::string pathOf(const QUrl &url)
{
    std::string path = url.path(QUrl::FullyEncoded).toStdString();
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

ControlRequest controlRequest(const QHttpServerRequest &request)
{
    ControlRequest result;
    result.method = methodOf(request);
    result.path = pathOf(request.url());
    result.query = request.url().query(QUrl::FullyEncoded).toStdString();
    result.ifMatch = fieldOf(request, "If-Match");
    result.ifNoneMatch = fieldOf(request, "If-None-Match");
    result.peerAddress = request.remoteAddress().toString().toStdString();
    return result;
}

AccessQuery accessQuery(const QHttpServerRequest &request, const ControlRequest &control)
{
    const QList<QByteArray> secrets = request.headers().values("X-Tyk-Authorization");
    AccessQuery query;
    query.method = control.method;
    query.peerAddress = control.peerAddress;
    query.host = fieldOf(request, "Host");
    query.origin = fieldOf(request, "Origin");
    query.secFetchSite = fieldOf(request, "Sec-Fetch-Site");
    query.contentType = fieldOf(request, "Content-Type");
    query.secret = secrets.isEmpty() ? std::string() : secrets.first().toStdString();
    query.secretCount = static_cast<std::size_t>(secrets.size());
    return query;
}

void send(QHttpServerResponder &responder, const ControlReply &reply)
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, reply.contentType);
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    headers.append(QHttpHeaders::WellKnownHeader::XContentTypeOptions, "nosniff");
    for (const auto &[name, value] : reply.fields) {
        headers.append(QByteArrayView(name), QByteArrayView(value));
    }
    responder.write(QByteArray::fromStdString(reply.body), headers,
                    static_cast<QHttpServerResponder::StatusCode>(reply.status));
}

} // namespace

ServiceServer::ServiceServer(ControlService &service, ControlAccess &access)
    : m_service(service)
    , m_access(access)
{
}

ServiceServer::~ServiceServer() = default;

bool ServiceServer::handleRequest(const QHttpServerRequest &request,
                                  QHttpServerResponder &responder)
{
    ControlRequest control = controlRequest(request);
    const AccessNeed need = m_access.needOf(control.path, control.peerAddress);
    const auto now = std::chrono::steady_clock::now();
    if (const auto refusal = m_access.refuse(accessQuery(request, control), need, now)) {
        send(responder, *refusal);
        return true;
    }
    const QByteArray body = request.body();
    if (body.size() > kMaxBody) {
        send(responder, messageReply(413, "Request body is larger than 4 MiB"));
        return true;
    }
    control.body = body.toStdString();
    submit(std::move(control), std::move(responder));
    return true;
}

void ServiceServer::missingHandler(const QHttpServerRequest &, QHttpServerResponder &responder)
{
    send(responder, notFoundReply()); // a WebSocket handshake comes here
}

void ServiceServer::submit(ControlRequest request, QHttpServerResponder &&responder)
{
    const std::uint64_t id = ++m_lastId;
    m_waiting->emplace(id, std::move(responder));
    const auto finishWith = [waiting = std::weak_ptr(m_waiting), id](const ControlReply &reply) {
        if (const auto there = waiting.lock()) {
            finish(*there, id, reply);
        }
    };
    m_service.submit(std::move(request)).then(this, finishWith).onCanceled(this, [finishWith] {
        finishWith(messageReply(503, "Gateway is shutting down"));
    });
}

void ServiceServer::finish(Waiting &waiting, std::uint64_t id, const ControlReply &reply)
{
    const auto found = waiting.find(id);
    if (found == waiting.end()) {
        return;
    }
    QHttpServerResponder responder = std::move(found->second);
    waiting.erase(found);
    send(responder, reply);
}

} // namespace gw::control
