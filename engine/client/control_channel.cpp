// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/control_channel.h"

#include "client/json_values.h"
#include "client/words.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QSslError>

#include <memory>

namespace gw::client {

namespace {

constexpr int kTransferTimeoutMs = 30'000;
constexpr const char *kCertificateError = "certificateError"; // property: QSslError::SslError
constexpr QLatin1StringView kWrongSecret{
    // Tyk's words
    "Attempted administrative access with invalid or missing key!"};
constexpr const char *kSecretHeader = "X-Tyk-Authorization";

using Promise = QPromise<Expected<ControlAnswer>>;

QString noAnswer()
{
    return ClientWords::tr("The engine does not answer");
}

QString tlsRemedy(const QNetworkReply &reply)
{
    const QVariant error = reply.property(kCertificateError);
    if (!error.isValid()) {
        return ClientWords::tr("An engine without TLS wants http:// in place of https://");
    }
    switch (error.toInt()) {
    case QSslError::CertificateExpired:
        return ClientWords::tr("Renew the engine's certificate");
    case QSslError::CertificateNotYetValid:
        return ClientWords::tr("Is this machine's clock right?");
    case QSslError::HostNameMismatch:
        return ClientWords::tr("Use the name that the engine's certificate is for");
    default:
        return ClientWords::tr("Add the certificate's authority to those that this machine "
                               "trusts");
    }
}

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
        return tl::unexpected(
            said(ClientWords::tr("The engine's answer broke off: %1").arg(reply.errorString()),
                 where, ClientWords::tr("Try again")));
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
    connect(&m_network, &QNetworkAccessManager::sslErrors, this,
            [](QNetworkReply *reply, const QList<QSslError> &errors) {
                if (!errors.isEmpty()) {
                    reply->setProperty(kCertificateError, static_cast<int>(errors[0].error()));
                }
            });
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
    QString why = reply.errorString();
    QString remedy = ClientWords::tr("Is it running?");
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        why = ClientWords::tr("nothing listens there");
        remedy = ClientWords::tr("Is it running? Does the port match? control_api_port gives the "
                                 "control API one of its own");
        break;
    case QNetworkReply::HostNotFoundError:
        why = ClientWords::tr("nobody knows this name");
        remedy = ClientWords::tr("Correct the name, or write the machine's IP address");
        break;
    case QNetworkReply::SslHandshakeFailedError:
        remedy = tlsRemedy(reply);
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
        why = reply.error() == QNetworkReply::ProtocolFailure
                  ? ClientWords::tr("what is there speaks no HTTP")
                  : ClientWords::tr("the connection was closed");
        remedy = isTls ? ClientWords::tr("Is there an engine at this port?")
                       : ClientWords::tr("Is there an engine at this port? One with TLS wants "
                                         "https://");
        break;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        why = ClientWords::tr("it takes too long");
        remedy = ClientWords::tr("Does the address match, does a firewall keep packets?");
        break;
    default:
        break;
    }
    return said(noAnswer() + QStringLiteral(": ") + why, std::move(where), remedy);
}

bool isUnreachable(const Error &problem)
{
    return problem.what.starts_with(noAnswer().toStdString());
}

Error errorOf(int status, const QByteArray &body, const QString &where)
{
    QString what = ClientWords::tr("The engine answered %1").arg(status);
    if (const auto json = objectOf(body)) {
        what = json->value(QLatin1String("message")).toString();
        const QString reason = json->value(QLatin1String("reason")).toString();
        if (!reason.isEmpty()) {
            what += (what.isEmpty() ? QString() : QStringLiteral(": ")) + reason;
        }
    } else if (!body.isEmpty()) {
        what += QStringLiteral(": ") + QString::fromUtf8(body.left(200).trimmed());
    }
    QString remedy;
    switch (status) {
    case 403:
        what = what == kWrongSecret ? ClientWords::tr("The engine does not take the secret") : what;
        remedy = ClientWords::tr("Connect again with the engine's secret");
        break;
    case 412:
        remedy = ClientWords::tr("Somebody else changed it meanwhile: look at the difference, then "
                                 "save again");
        break;
    case 429:
        what = ClientWords::tr("Too many attempts with a wrong secret");
        remedy = ClientWords::tr("Wait a minute, then connect again");
        break;
    default:
        break;
    }
    return said(what, where.toStdString(), remedy);
}

} // namespace gw::client
