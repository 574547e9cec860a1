// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/engine_client.h"

#include "client/json_values.h"

#include <QJsonDocument>

namespace gw::client {

namespace {

// Continues with the answer's JSON object. The conversion gets the answer too, for its headers.
template <typename T, typename Convert>
Reply<T> converted(Reply<ControlAnswer> answer, Convert convert)
{
    return answer.then([convert](const Expected<ControlAnswer> &result) -> Expected<T> {
        if (!result) {
            return tl::unexpected(result.error());
        }
        const auto json = objectOf(result->body);
        if (!json) {
            return tl::unexpected(json.error());
        }
        return convert(*json, *result);
    });
}

Reply<DefinitionChange> changed(Reply<ControlAnswer> answer)
{
    return converted<DefinitionChange>(
        std::move(answer), [](const QJsonObject &json, const ControlAnswer &raw) {
            return DefinitionChange{
                .apiId = json.value(QLatin1String("key")).toString(),
                .etag = raw.etag,
                .generation =
                    static_cast<std::uint64_t>(json.value(QLatin1String("generation")).toInteger()),
                .duration =
                    std::chrono::microseconds(json.value(QLatin1String("duration_us")).toInteger()),
                .api = apiReportOf(json.value(QLatin1String("api")).toObject()),
            };
        });
}

QString definitionPath(const QString &apiId)
{
    return QStringLiteral("/tyk/apis/") + apiId;
}

QByteArray textOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

EngineClient::EngineClient(EngineAddress address)
    : m_channel(std::make_unique<ControlChannel>(std::move(address)))
{
}

Reply<QString> EngineClient::hello()
{
    return converted<QString>(m_channel->send({.path = QStringLiteral("/hello")}),
                              [](const QJsonObject &json, const ControlAnswer &) {
                                  return json.value(QLatin1String("version")).toString();
                              });
}

Reply<ReloadReport> EngineClient::reload()
{
    return converted<ReloadReport>(
        m_channel->send({.path = QStringLiteral("/tyk/reload")}),
        [](const QJsonObject &json, const ControlAnswer &) { return reloadReportOf(json); });
}

Reply<ReloadReport> EngineClient::lastReport()
{
    return converted<ReloadReport>(
        m_channel->send({.path = QStringLiteral("/tyk/reload/report")}),
        [](const QJsonObject &json, const ControlAnswer &) { return reloadReportOf(json); });
}

Reply<QList<PluginHook>> EngineClient::plugins()
{
    return converted<QList<PluginHook>>(
        m_channel->send({.path = QStringLiteral("/tyk/plugins")}),
        [](const QJsonObject &json, const ControlAnswer &) { return pluginHooksOf(json); });
}

Reply<QList<TrafficRecord>> EngineClient::traffic(int limit, std::uint64_t after)
{
    return converted<QList<TrafficRecord>>(
        m_channel->send({.path = QStringLiteral("/tyk/traffic"),
                         .query = QStringLiteral("limit=%1&after=%2").arg(limit).arg(after)}),
        [](const QJsonObject &json, const ControlAnswer &) { return trafficOf(json); });
}

Reply<QList<LogLine>> EngineClient::log(int limit)
{
    return converted<QList<LogLine>>(
        m_channel->send(
            {.path = QStringLiteral("/tyk/log"), .query = QStringLiteral("limit=%1").arg(limit)}),
        [](const QJsonObject &json, const ControlAnswer &) { return logLinesOf(json); });
}

Reply<StoredDefinition> EngineClient::definition(const QString &apiId)
{
    return m_channel->send({.path = definitionPath(apiId)})
        .then([apiId](const Expected<ControlAnswer> &answer) {
            return answer.map([&apiId](const ControlAnswer &found) {
                return StoredDefinition{apiId, found.body, found.etag};
            });
        });
}

Reply<DefinitionChange> EngineClient::saveDefinition(const QString &apiId, const QByteArray &text,
                                                     const QByteArray &etag)
{
    ControlRequest request{.method = "PUT", .path = definitionPath(apiId), .body = text};
    if (!etag.isEmpty()) {
        request.headers.append({"If-Match", etag});
    }
    return changed(m_channel->send(request));
}

Reply<DefinitionChange> EngineClient::createDefinition(const QByteArray &text)
{
    return changed(m_channel->send({.method = "POST",
                                    .path = QStringLiteral("/tyk/apis"),
                                    .body = text,
                                    .headers = {{"If-None-Match", "*"}}}));
}

Reply<DefinitionChange> EngineClient::removeDefinition(const QString &apiId, const QByteArray &etag)
{
    ControlRequest request{.method = "DELETE", .path = definitionPath(apiId)};
    if (!etag.isEmpty()) {
        request.headers.append({"If-Match", etag});
    }
    return changed(m_channel->send(request));
}

Reply<bool> EngineClient::setTracing(bool isOn)
{
    return converted<bool>(m_channel->send({.method = "PUT",
                                            .path = QStringLiteral("/tyk/trace"),
                                            .body = textOf({{QStringLiteral("enabled"), isOn}})}),
                           [](const QJsonObject &json, const ControlAnswer &) {
                               return json.value(QLatin1String("enabled")).toBool();
                           });
}

Reply<QString> EngineClient::setLogLevel(const QString &level)
{
    return converted<QString>(m_channel->send({.method = "PUT",
                                               .path = QStringLiteral("/tyk/log-level"),
                                               .body = textOf({{QStringLiteral("level"), level}})}),
                              [](const QJsonObject &json, const ControlAnswer &) {
                                  return json.value(QLatin1String("level")).toString();
                              });
}

} // namespace gw::client
