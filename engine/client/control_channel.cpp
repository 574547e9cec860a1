// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/control_channel.h"

#include "client/json_values.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>

#include <memory>

namespace gw::client {

namespace {

constexpr int kTransferTimeoutMs = 30'000;
constexpr std::string_view kNoAnswer = "The engine does not answer";
constexpr const char *kSecretHeader = "X-Tyk-Authorization";

using Promise = QPromise<Expected<ControlAnswer>>;

Expected<ControlAnswer> answerOf(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const std::string where = reply.url().toString(QUrl::RemoveQuery).toStdString();
    if (status == 0) {
        return tl::unexpected(unreachable(reply, where));
    }
    const QByteArray body = reply.readAll();
    if (status < 200 || status > 299) {
        return tl::unexpected(errorOf(status, body, QString::fromStdString(where)));
    }
    if (reply.error() != QNetworkReply::NoError) {
        return failure("The engine's answer broke off: " + reply.errorString().toStdString(), where,
                       "Try again");
    }
    return ControlAnswer{status, body, reply.rawHeader("ETag")};
}

} // namespace

ControlChannel::ControlChannel(EngineAddress address, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
{
    m_network.setTransferTimeout(kTransferTimeoutMs);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the secret stays here
}

ControlChannel::~ControlChannel()
{
    // Aborted replies finish now, while the promises that wait for them can still be told.
    const auto replies = m_network.findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies) {
        reply->abort();
    }
}

QNetworkRequest ControlChannel::requestFor(const QString &path, const QString &query) const
{
    QUrl url = m_address.url;
    url.setPath(path, QUrl::DecodedMode);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader(kSecretHeader, m_address.secret.toUtf8());
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    return request;
}

QFuture<Expected<ControlAnswer>> ControlChannel::send(const ControlRequest &request)
{
    QNetworkRequest network = requestFor(request.path, request.query);
    for (const auto &[name, value] : request.headers) {
        network.setRawHeader(name, value);
    }
    if (!request.body.isEmpty()) {
        network.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    }
    auto promise = std::make_shared<Promise>();
    promise->start();
    QNetworkReply *reply = m_network.sendCustomRequest(network, request.method, request.body);
    connect(reply, &QNetworkReply::finished, reply, [reply, promise] {
        promise->addResult(answerOf(*reply));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
}

Error unreachable(const QNetworkReply &reply, std::string where)
{
    const bool isTls = reply.url().scheme() == QLatin1String("https");
    const std::string said = reply.errorString().toStdString();
    std::string remedy = "Is it running?";
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        remedy = "Is it running? Does the port match? control_api_port gives the control API one "
                 "of its own";
        break;
    case QNetworkReply::HostNotFoundError:
        remedy = "Correct the name, or write the machine's IP address";
        break;
    case QNetworkReply::SslHandshakeFailedError:
        remedy = said.find("expired") != std::string::npos ? "Renew the engine's certificate"
                 : said.find("certificate") != std::string::npos
                     ? "Add the certificate's authority to those that this machine trusts"
                     : "An engine without TLS wants http:// in place of https://";
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
        remedy = isTls ? "Is there an engine at this port?"
                       : "Is there an engine at this port? One with TLS wants https://";
        break;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        remedy = "Does the address match, does a firewall keep packets?";
        break;
    default:
        break;
    }
    return {std::string(kNoAnswer) + ": " + said, std::move(where), std::move(remedy)};
}

bool isUnreachable(const Error &problem)
{
    return problem.what.starts_with(kNoAnswer);
}

Error errorOf(int status, const QByteArray &body, const QString &where)
{
    std::string what = "The engine answered " + std::to_string(status);
    if (const auto json = objectOf(body)) {
        const QString message = json->value(QLatin1String("message")).toString();
        const QString reason = json->value(QLatin1String("reason")).toString();
        what = message.toStdString();
        if (!reason.isEmpty()) {
            what += (what.empty() ? "" : ": ") + reason.toStdString();
        }
    } else if (!body.isEmpty()) {
        what += ": " + body.left(200).trimmed().toStdString();
    }
    std::string remedy;
    switch (status) {
    case 403:
        remedy = "Connect again with the engine's secret";
        break;
    case 412:
        remedy = "Somebody else changed it meanwhile: look at the difference, then save again";
        break;
    case 429:
        remedy = "Wait a minute: too many attempts with a wrong secret";
        break;
    default:
        break;
    }
    return {std::move(what), where.toStdString(), std::move(remedy)};
}

} // namespace gw::client
