// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_export.h"

#include "models/raw_message.h"
#include "models/traffic_model.h"
#include "requests/code_export.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

namespace gw::models {

namespace {

using client::TrafficRecord;

QString urlOf(const TrafficRecord &record, const QString &origin)
{
    const QString path = record.rawPath.isEmpty() ? record.path : record.rawPath;
    return origin + path +
           (record.rawQuery.isEmpty() ? QString() : QLatin1Char('?') + record.rawQuery);
}

// Headers that the client's library writes itself.
bool isOwnOfTheClient(const QString &name)
{
    return name.compare(QLatin1String("host"), Qt::CaseInsensitive) == 0 ||
           name.compare(QLatin1String("content-length"), Qt::CaseInsensitive) == 0 ||
           name.compare(QLatin1String("transfer-encoding"), Qt::CaseInsensitive) == 0;
}

QJsonArray pairsJson(const QList<std::pair<QString, QString>> &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs) {
        array.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
    }
    return array;
}

QString headerOf(const RawMessage &message, QLatin1String wanted)
{
    for (const auto &[name, value] : message.headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

QJsonObject requestJson(const TrafficRecord &record, const QString &origin)
{
    const RawMessage message = RawMessage::of(record.rawRequest);
    QJsonObject json{
        {QStringLiteral("method"), record.method},
        {QStringLiteral("url"), urlOf(record, origin)},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), pairsJson(message.headers)},
        {QStringLiteral("queryString"),
         pairsJson(QUrlQuery(record.rawQuery).queryItems(QUrl::FullyDecoded))},
        {QStringLiteral("headersSize"), -1},
        {QStringLiteral("bodySize"), static_cast<qint64>(message.body.size())},
    };
    if (!message.body.isEmpty()) {
        json.insert(QStringLiteral("postData"),
                    QJsonObject{{QStringLiteral("mimeType"),
                                 headerOf(message, QLatin1String("content-type"))},
                                {QStringLiteral("text"), QString::fromUtf8(message.body)}});
    }
    return json;
}

QJsonObject responseJson(const TrafficRecord &record)
{
    const RawMessage message = RawMessage::of(record.rawResponse);
    return {
        {QStringLiteral("status"), record.status},
        {QStringLiteral("statusText"), message.startLine.section(QLatin1Char(' '), 2)},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), pairsJson(message.headers)},
        {QStringLiteral("redirectURL"), headerOf(message, QLatin1String("location"))},
        {QStringLiteral("headersSize"), -1},
        {QStringLiteral("bodySize"), static_cast<qint64>(record.bytesOut)},
        {QStringLiteral("content"),
         QJsonObject{{QStringLiteral("size"), static_cast<qint64>(message.body.size())},
                     {QStringLiteral("mimeType"), headerOf(message, QLatin1String("content-type"))},
                     {QStringLiteral("text"), QString::fromUtf8(message.body)}}},
    };
}

QJsonObject entryJson(const TrafficRecord &record, const QString &origin)
{
    return {
        {QStringLiteral("startedDateTime"), record.time.toString(Qt::ISODateWithMs)},
        {QStringLiteral("time"), milliseconds(record.total)},
        {QStringLiteral("request"), requestJson(record, origin)},
        {QStringLiteral("response"), responseJson(record)},
        {QStringLiteral("cache"), QJsonObject()},
        {QStringLiteral("timings"),
         QJsonObject{{QStringLiteral("send"), 0},
                     {QStringLiteral("wait"), milliseconds(record.total)},
                     {QStringLiteral("receive"), 0}}},
    };
}

QByteArray csvField(const QString &text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) &&
        !text.contains(QLatin1Char('\n')) && !text.contains(QLatin1Char('\r'))) {
        return text.toUtf8();
    }
    return '"' + QString(text).replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
}

} // namespace

QString curlCommand(const TrafficRecord &record, const QString &origin)
{
    requests::HttpRequest request;
    request.method = record.method.toStdString();
    request.url = urlOf(record, origin).toStdString();
    if (!record.host.isEmpty() && record.host != QUrl(origin).authority()) {
        request.headers.emplace_back("Host", record.host.toStdString());
    }
    const RawMessage message = RawMessage::of(record.rawRequest);
    for (const auto &[name, value] : message.headers) {
        if (!isOwnOfTheClient(name)) {
            request.headers.emplace_back(name.toStdString(), value.toStdString());
        }
    }
    if (!message.body.isEmpty()) {
        request.body = message.body.toStdString();
    }
    return QString::fromStdString(requests::exportCurl(request));
}

QByteArray harText(const std::vector<SharedRecord> &records, const QString &origin)
{
    QJsonArray entries;
    for (const SharedRecord &record : records) {
        entries.append(entryJson(*record, origin));
    }
    const QJsonObject log{
        {QStringLiteral("version"), QStringLiteral("1.2")},
        {QStringLiteral("creator"),
         QJsonObject{{QStringLiteral("name"), QStringLiteral("gatewright")},
                     {QStringLiteral("version"), QCoreApplication::applicationVersion()}}},
        {QStringLiteral("entries"), entries},
    };
    return QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson();
}

QByteArray csvText(const std::vector<SharedRecord> &records)
{
    QByteArray text = "time,method,path,status,api,total_ns,gateway_ns,upstream_ns,bytes_in,"
                      "bytes_out,key,error\r\n";
    for (const SharedRecord &record : records) {
        const QList<QString> fields{
            record->time.toString(Qt::ISODateWithMs),
            record->method,
            TrafficModel::text(*record, TrafficModel::Path),
            QString::number(record->status),
            record->apiId,
            QString::number(record->total.count()),
            QString::number(record->gateway().count()),
            QString::number(record->upstream.count()),
            QString::number(record->bytesIn),
            QString::number(record->bytesOut),
            record->apiKey,
            record->error,
        };
        for (qsizetype at = 0; at < fields.size(); ++at) {
            text += (at == 0 ? QByteArray() : QByteArray(",")) + csvField(fields[at]);
        }
        text += "\r\n";
    }
    return text;
}

} // namespace gw::models
