// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/plugin_client.h"

#include "client/json_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace gw::client {

namespace {

QString queryOf(const QString &path, std::uint64_t generation = 0)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("path"), QString::fromLatin1(QUrl::toPercentEncoding(path)));
    if (generation != 0) {
        query.addQueryItem(QStringLiteral("generation"), QString::number(generation));
    }
    return query.toString(QUrl::FullyEncoded);
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray()) {
        texts.append(text.toString());
    }
    return texts;
}

Expected<PluginSwap> swapOf(const Expected<ControlAnswer> &answer)
{
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    return objectOf(answer->body).map([](const QJsonObject &json) {
        const QJsonObject hooks = json.value(QLatin1String("hooks")).toObject();
        return PluginSwap{
            .outcome = json.value(QLatin1String("outcome")).toString(),
            .generation =
                static_cast<std::uint64_t>(json.value(QLatin1String("generation")).toInteger()),
            .added = textsOf(hooks.value(QLatin1String("added"))),
            .removed = textsOf(hooks.value(QLatin1String("removed"))),
            .changed = textsOf(hooks.value(QLatin1String("changed"))),
        };
    });
}

PluginGeneration generationOf(const QJsonObject &json)
{
    return {
        .number = static_cast<std::uint64_t>(json.value(QLatin1String("generation")).toInteger()),
        .isCurrent = json.value(QLatin1String("current")).toBool(),
        .isKept = json.value(QLatin1String("kept")).toBool(),
        .abi = json.value(QLatin1String("abi")).toString(),
        .sha256 = json.value(QLatin1String("sha256")).toString(),
        .buildId = json.value(QLatin1String("build_id")).toString(),
        .loadedAt = QDateTime::fromString(json.value(QLatin1String("loaded_at")).toString(),
                                          Qt::ISODateWithMs),
    };
}

QString watchPath()
{
    return QStringLiteral("/tyk/plugins/watch");
}

Expected<bool> enabledOf(const Expected<ControlAnswer> &answer)
{
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    return objectOf(answer->body).map([](const QJsonObject &json) {
        return json.value(QLatin1String("enabled")).toBool();
    });
}

// "kind" is "request", "response", or several with a plus between them.
void addHook(InspectedPlugin &plugin, const QJsonObject &json)
{
    const QString symbol = json.value(QLatin1String("symbol")).toString();
    const QStringList kinds = json.value(QLatin1String("kind")).toString().split(u'+');
    plugin.symbols.append(symbol);
    if (kinds.contains(QLatin1String("request"))) {
        plugin.requests.append(symbol);
    }
    if (kinds.contains(QLatin1String("response"))) {
        plugin.responses.append(symbol);
    }
}

} // namespace

Reply<InspectedPlugin> PluginClient::inspect(const QString &path)
{
    return m_channel.send({.path = QStringLiteral("/tyk/plugins/inspect"), .query = queryOf(path)})
        .then([](const Expected<ControlAnswer> &answer) -> Expected<InspectedPlugin> {
            if (!answer) {
                return tl::unexpected(answer.error());
            }
            return objectOf(answer->body).map([](const QJsonObject &json) {
                InspectedPlugin plugin;
                plugin.isFound = json.value(QLatin1String("found")).toBool();
                plugin.abi = json.value(QLatin1String("abi")).toString();
                plugin.problem = json.value(QLatin1String("problem")).toString();
                for (const QJsonValue &hook : json.value(QLatin1String("hooks")).toArray()) {
                    addHook(plugin, hook.toObject());
                }
                return plugin;
            });
        });
}

Reply<QList<PluginGeneration>> PluginClient::generations(const QString &path)
{
    return m_channel
        .send({.path = QStringLiteral("/tyk/plugins/generations"), .query = queryOf(path)})
        .then([](const Expected<ControlAnswer> &answer) -> Expected<QList<PluginGeneration>> {
            if (!answer) {
                return tl::unexpected(answer.error());
            }
            return objectOf(answer->body).map([](const QJsonObject &json) {
                QList<PluginGeneration> generations;
                for (const QJsonValue &one : json.value(QLatin1String("generations")).toArray()) {
                    generations.append(generationOf(one.toObject()));
                }
                return generations;
            });
        });
}

Reply<PluginSwap> PluginClient::reload(const QString &path)
{
    return m_channel
        .send({.method = "POST",
               .path = QStringLiteral("/tyk/plugins/reload"),
               .query = queryOf(path)})
        .then(swapOf);
}

Reply<PluginSwap> PluginClient::rollBack(const QString &path, std::uint64_t generation)
{
    return m_channel
        .send({.method = "POST",
               .path = QStringLiteral("/tyk/plugins/rollback"),
               .query = queryOf(path, generation)})
        .then(swapOf);
}

Reply<QList<TimeBucket>> PluginClient::times(const QString &path, const QString &symbol)
{
    return m_channel.send({.path = QStringLiteral("/metrics")})
        .then([path, symbol](const Expected<ControlAnswer> &answer) -> Expected<QList<TimeBucket>> {
            if (!answer) {
                return tl::unexpected(answer.error());
            }
            return hookTimesOf(answer->body, path, symbol);
        });
}

Reply<bool> PluginClient::isWatching()
{
    return m_channel.send({.path = watchPath()}).then(enabledOf);
}

Reply<bool> PluginClient::setWatching(bool isOn)
{
    const QJsonObject body{{QStringLiteral("enabled"), isOn}};
    return m_channel
        .send({.method = "PUT",
               .path = watchPath(),
               .body = QJsonDocument(body).toJson(QJsonDocument::Compact)})
        .then(enabledOf);
}

} // namespace gw::client
