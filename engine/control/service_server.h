// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_message.h"

#include <QAbstractHttpServer>
#include <QHttpServerResponder>

#include <memory>
#include <unordered_map>

namespace gw::control {

class ControlAccess;
class ControlService;

// QtHttpServer for the engine's own services: checks access, hands the request to the control
// thread and writes the answer when it comes. It never sees a client's socket: the bridge of
// engine/http feeds it checked requests. Thread: its worker.
class ServiceServer final : public QAbstractHttpServer {
    Q_OBJECT

public:
    // Larger bodies are answered with 413.
    static constexpr qsizetype kMaxBody = 4 * 1024 * 1024;

    // Both must outlive the server.
    ServiceServer(ControlService &service, ControlAccess &access);
    ~ServiceServer() override;

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request,
                        QHttpServerResponder &responder) override;

private:
    using Waiting = std::unordered_map<std::uint64_t, QHttpServerResponder>;

    void submit(ControlRequest request, QHttpServerResponder &&responder);
    static void finish(Waiting &waiting, std::uint64_t id, const ControlReply &reply);

    ControlService &m_service;
    ControlAccess &m_access;
    std::uint64_t m_lastId = 0;
    // A responder must die before its server does (reliability-research 1.4). Shared, since Qt
    // calls what waits for a future when the QObject that this is dies, with nothing else of it
    // left.
    std::shared_ptr<Waiting> m_waiting = std::make_shared<Waiting>();
};

} // namespace gw::control
