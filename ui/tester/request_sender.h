// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/incoming_body.h"
#include "requests/request_runner.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace gw::session {
class EngineSession;
}

namespace gw::tester {

// Sends one request at a time for a page and finds what the gateway did with it in the traffic that
// the session hears of. Thread: GUI; the runner has its own.
class RequestSender final : public QObject {
    Q_OBJECT

public:
    // The session must outlive the sender.
    RequestSender(std::shared_ptr<requests::RequestRunner> runner, session::EngineSession &session,
                  QObject *parent = nullptr);
    ~RequestSender() override;

    // Ends in finished(). One that is under way is cancelled and not told of.
    void send(requests::HttpRequest request);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_current.has_value(); }
    // Of this machine, that the request which is under way has gone out from; 0: none has.
    [[nodiscard]] int port() const { return m_current ? m_port : 0; }

Q_SIGNALS:
    void sent();                                         // port() is known
    void progressed(quint64 received, quint64 expected); // expected: 0 while unknown
    // The head of the answer, before its body; again behind a redirect.
    void headArrived(const gw::requests::ResponseHead &head);
    // What has come of the body since the last time.
    void arrived(const gw::requests::IncomingBody::Part &part);
    void finished(const std::shared_ptr<const gw::requests::TransferResult> &result);
    // Maybe later than finished(), and only for a request that went through the engine.
    void traced(const gw::client::TrafficRecord &record);

private:
    [[nodiscard]] requests::RequestRunner::Handlers handlers();
    void end(requests::TransferResult result);
    void lookThrough(const QList<client::TrafficRecord> &records);

    std::shared_ptr<requests::RequestRunner> m_runner;
    std::optional<requests::RequestRunner::Id> m_current;
    quint64 m_number = 0; // of the newest request; answers to older ones are dropped
    int m_port = 0;
    quint64 m_expected = 0;                             // of the body; 0: not known
    int m_toldHeads = 0;                                // of the answer that comes
    std::shared_ptr<requests::IncomingBody> m_incoming; // of the newest request
    QTimer m_look;                                      // at what has come, after a moment
    std::string m_method;
    std::optional<int> m_awaitedPort; // of the request whose record is still to come
    int m_awaitedStatus = 0;
    QList<client::TrafficRecord> m_early; // records that came before the answer was whole
};

} // namespace gw::tester
