// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "client/engine_address.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QNetworkAccessManager>
#include <QObject>

class QNetworkRequest;

namespace gw::client {

struct ControlRequest {
    QByteArray method = "GET";
    QString path = {}; // "/tyk/apis/demo", not encoded; the query stands in `query`
    QString query = {};
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

struct ControlAnswer {
    int status = 0;
    QByteArray body;
    QByteArray etag;
};

// Sends requests to a control API. Every call ends once: with the answer of a 2xx status, or with
// an error that says what the engine said and what to do. A channel that dies ends its calls with
// an error. Thread: its own.
class ControlChannel final : public QObject {
    Q_OBJECT

public:
    explicit ControlChannel(EngineAddress address, QObject *parent = nullptr);
    ~ControlChannel() override;

    [[nodiscard]] const EngineAddress &address() const { return m_address; }

    [[nodiscard]] QFuture<Expected<ControlAnswer>> send(const ControlRequest &request);

    // With the secret, for who reads an answer piece by piece.
    [[nodiscard]] QNetworkRequest requestFor(const QString &path, const QString &query) const;
    [[nodiscard]] QNetworkAccessManager &network() { return m_network; }

private:
    EngineAddress m_address;
    QNetworkAccessManager m_network;
};

// Why no answer came, and what to do.
[[nodiscard]] Error unreachable(const QNetworkReply &reply, std::string where);
// Whether it says so: another try may do when the engine is back.
[[nodiscard]] bool isUnreachable(const Error &problem);
// What a failed answer means to the user.
[[nodiscard]] Error errorOf(int status, const QByteArray &body, const QString &where);

} // namespace gw::client
