// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/breakpoint_client.h"

#include "client/breakpoint_json.h"
#include "client/json_values.h"

#include <QJsonDocument>

namespace gw::client {

namespace {

QString breakpointsPath()
{
    return QStringLiteral("/tyk/breakpoints");
}

QString pausedPath()
{
    return QStringLiteral("/tyk/paused");
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Expected<QJsonObject> answeredObject(const Expected<ControlAnswer> &answer)
{
    return answer ? objectOf(answer->body) : tl::unexpected(answer.error());
}

} // namespace

Reply<BreakpointState> BreakpointClient::breakpoints()
{
    return m_channel.send({.path = breakpointsPath()})
        .then([](const Expected<ControlAnswer> &answer) {
            return answeredObject(answer).map(&breakpointStateOf);
        });
}

Reply<BreakpointState> BreakpointClient::setBreakpoints(const BreakpointRules &rules)
{
    return m_channel
        .send({.method = "PUT", .path = breakpointsPath(), .body = compact(jsonOf(rules))})
        .then([](const Expected<ControlAnswer> &answer) {
            return answeredObject(answer).map(&breakpointStateOf);
        });
}

Reply<QList<PausedRequest>> BreakpointClient::paused()
{
    return m_channel.send({.path = pausedPath()}).then([](const Expected<ControlAnswer> &answer) {
        return answeredObject(answer).map(&pausedRequestsOf);
    });
}

Reply<PausedRequest> BreakpointClient::paused(const QString &id)
{
    return m_channel.send({.path = pausedPath() + QLatin1Char('/') + id})
        .then([](const Expected<ControlAnswer> &answer) {
            return answeredObject(answer).map(&pausedRequestOf);
        });
}

Reply<void> BreakpointClient::release(const QString &id, const Release &release)
{
    return m_channel
        .send({.method = "POST",
               .path = pausedPath() + QLatin1Char('/') + id,
               .body = compact(jsonOf(release))})
        .then([](const Expected<ControlAnswer> &answer) -> Expected<void> {
            if (!answer) {
                return tl::unexpected(answer.error());
            }
            return {};
        });
}

Reply<int> BreakpointClient::releaseAll()
{
    return m_channel
        .send({.method = "POST", .path = pausedPath(), .body = compact(jsonOf(Release()))})
        .then([](const Expected<ControlAnswer> &answer) {
            return answeredObject(answer).map([](const QJsonObject &json) {
                return json.value(QLatin1String("released")).toInt();
            });
        });
}

} // namespace gw::client
