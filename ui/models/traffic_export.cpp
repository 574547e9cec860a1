// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_export.h"

#include "history/secret_mask.h"
#include "models/csv_cell.h"
#include "models/raw_message.h"
#include "models/traffic_model.h"
#include "requests/code_export.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::models {

namespace {

using client::TrafficRecord;

QString urlOf(const TrafficRecord &record, const QString &origin, const QString &query)
{
    const QString path = record.rawPath.isEmpty() ? record.path : record.rawPath;
    return origin + path + (query.isEmpty() ? QString() : QLatin1Char('?') + query);
}

// Headers that the client's library writes itself.
bool isOwnOfTheClient(const QString &name)
{
    return name.compare(QLatin1String("host"), Qt::CaseInsensitive) == 0 ||
           name.compare(QLatin1String("content-length"), Qt::CaseInsensitive) == 0 ||
           name.compare(QLatin1String("transfer-encoding"), Qt::CaseInsensitive) == 0;
}

const QString kHidden = QStringLiteral("****");

QString withoutSecrets(const QString &query)
{
    QStringList pairs = query.split(QLatin1Char('&'));
    for (QString &pair : pairs) {
        const QString name = pair.section(QLatin1Char('='), 0, 0);
        const QByteArray plain = QByteArray::fromPercentEncoding(name.toUtf8());
        if (name.size() < pair.size() && history::isSecretName(plain.toStdString())) {
            pair = name + QLatin1Char('=') + kHidden;
        }
    }
    return pairs.join(QLatin1Char('&'));
}

// Of a URL that stands in a header: what its query and its fragment hold.
QString urlWithoutSecrets(const QString &url)
{
    const qsizetype mark = url.indexOf(QLatin1Char('?'));
    const qsizetype hash = url.indexOf(QLatin1Char('#'), std::max<qsizetype>(mark, 0));
    const qsizetype queryEnd = hash < 0 ? url.size() : hash;
    QString text =
        mark < 0 ? url.left(queryEnd)
                 : url.left(mark + 1) + withoutSecrets(url.sliced(mark + 1, queryEnd - mark - 1));
    if (hash >= 0) {
        text += QLatin1Char('#') + withoutSecrets(url.sliced(hash + 1));
    }
    return text;
}

bool holdsUrl(const QString &headerName)
{
    constexpr const char *kNames[] = {"location", "content-location", "referer", "refresh", "link"};
    return std::ranges::any_of(kNames, [&headerName](const char *name) {
        return headerName.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    });
}

QJsonArray pairsJson(const QList<std::pair<QString, QString>> &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs) {
        const QString shown = history::isSecretName(name.toStdString()) ? kHidden
                              : holdsUrl(name)                          ? urlWithoutSecrets(value)
                                                                        : value;
        array.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), shown}});
    }
    return array;
}

// A text, or base64 for what is none.
void insertBody(const QByteArray &body, QJsonObject &json)
{
    const bool isText = body.isValidUtf8() && !body.contains('\0');
    json.insert(QStringLiteral("text"),
                isText ? QString::fromUtf8(body) : QString::fromLatin1(body.toBase64()));
    if (!isText) {
        json.insert(QStringLiteral("encoding"), QStringLiteral("base64"));
    }
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

// The engine keeps the beginning of a body.
constexpr qint64 kMostRecorded = 64 * 1024;

struct HarText {
    Q_DECLARE_TR_FUNCTIONS(HarText)
};

// Of a body that may have been cut: -1 when its size is not known. told: in a header, or counted.
qint64 wholeSize(const QByteArray &recorded, qint64 told)
{
    return recorded.size() < kMostRecorded ? recorded.size() : told < recorded.size() ? -1 : told;
}

void noteCut(const QByteArray &recorded, qint64 whole, QJsonObject &json)
{
    if (recorded.size() == whole) {
        return;
    }
    json.insert(QStringLiteral("comment"),
                whole < 0
                    ? HarText::tr("Only the first %1 bytes were recorded").arg(recorded.size())
                    : HarText::tr("Only the first %1 of %2 bytes were recorded")
                          .arg(recorded.size())
                          .arg(whole));
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

QJsonObject requestJson(const TrafficRecord &record, const QString &origin)
{
    const RawMessage message = RawMessage::of(record.rawRequest);
    const qint64 whole = wholeSize(message.body, static_cast<qint64>(record.bytesIn));
    QJsonObject json{
        {QStringLiteral("method"), record.method},
        {QStringLiteral("url"), urlOf(record, origin, withoutSecrets(record.rawQuery))},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), pairsJson(headersAsSent(record, message))},
        {QStringLiteral("queryString"),
         pairsJson(QUrlQuery(record.rawQuery).queryItems(QUrl::FullyDecoded))},
        {QStringLiteral("headersSize"), -1},
        {QStringLiteral("bodySize"), whole},
    };
    if (!message.body.isEmpty()) {
        QJsonObject data{
            {QStringLiteral("mimeType"), headerOf(message, QLatin1String("content-type"))}};
        insertBody(message.body, data);
        noteCut(message.body, whole, data);
        json.insert(QStringLiteral("postData"), data);
    }
    return json;
}

QJsonObject responseJson(const TrafficRecord &record)
{
    const RawMessage message = RawMessage::of(record.rawResponse);
    const qint64 whole =
        wholeSize(message.body, headerOf(message, QLatin1String("content-length")).toLongLong());
    QJsonObject content{
        {QStringLiteral("size"), whole},
        {QStringLiteral("mimeType"), headerOf(message, QLatin1String("content-type"))},
    };
    insertBody(message.body, content);
    noteCut(message.body, whole, content);
    return {
        {QStringLiteral("status"), record.status},
        {QStringLiteral("statusText"), message.startLine.section(QLatin1Char(' '), 2)},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("cookies"), QJsonArray()},
        {QStringLiteral("headers"), pairsJson(message.headers)},
        {QStringLiteral("redirectURL"),
         urlWithoutSecrets(headerOf(message, QLatin1String("location")))},
        {QStringLiteral("headersSize"), -1},
        {QStringLiteral("bodySize"), whole},
        {QStringLiteral("content"), content},
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

// As the list shows it, but for credentials among the parameters.
QString pathOf(const TrafficRecord &record)
{
    TrafficRecord shown = record;
    shown.rawQuery = withoutSecrets(record.rawQuery);
    return TrafficModel::text(shown, TrafficModel::Path);
}

QByteArray csvLine(const TrafficRecord &record)
{
    const QByteArrayList cells{
        record.time.toString(Qt::ISODateWithMs).toLatin1(),
        csvCell(record.method),
        csvCell(pathOf(record)),
        QByteArray::number(record.status),
        csvCell(record.apiId),
        QByteArray::number(qint64{record.total.count()}),
        QByteArray::number(qint64{record.gateway().count()}),
        QByteArray::number(qint64{record.upstream.count()}),
        QByteArray::number(record.bytesIn),
        QByteArray::number(record.bytesOut),
        csvCell(record.apiKey),
        csvCell(record.error),
    };
    return cells.join(',') + "\r\n";
}

const TrafficRecord &recordAt(const BoundedRows::Snapshot &rows, std::size_t at)
{
    return *static_cast<const TrafficRecord *>(rows.row(at));
}

} // namespace

QString curlCommand(const TrafficRecord &record, const QString &origin)
{
    requests::HttpRequest request;
    request.method = record.method.toStdString();
    request.url = urlOf(record, origin, record.rawQuery).toStdString();
    // curl would take the steps that the path describes, also where their dots are escaped.
    const QString path = QString(record.rawPath).replace(u"%2e"_s, u"."_s, Qt::CaseInsensitive);
    request.options.keepPath = path.contains(u"/."_s);
    if (!record.host.isEmpty() && record.host != QUrl(origin).authority()) {
        request.headers.emplace_back("Host", record.host.toStdString());
    }
    const RawMessage message = RawMessage::of(record.rawRequest);
    for (const auto &[name, value] : headersAsSent(record, message)) {
        if (!isOwnOfTheClient(name)) {
            request.headers.emplace_back(name.toStdString(), value.toStdString());
        }
    }
    if (!message.body.isEmpty()) {
        request.body = message.body.toStdString();
    }
    return QString::fromStdString(requests::exportCurl(request));
}

ExportText harText(const TrafficModel &shown, const Origins &origins)
{
    const QJsonObject creator{{QStringLiteral("name"), QStringLiteral("gatewright")},
                              {QStringLiteral("version"), QCoreApplication::applicationVersion()}};
    const BoundedRows::Snapshot rows = shown.snapshot();
    return {.head = "{\"log\":{\"version\":\"1.2\",\"creator\":" +
                    QJsonDocument(creator).toJson(QJsonDocument::Compact) + ",\"entries\":[",
            .rows = rows.size(),
            .row = [rows, origins](std::size_t at) -> QByteArray {
                const QJsonDocument entry(
                    entryJson(recordAt(rows, at), origins.of(recordAt(rows, at))));
                return (at == 0 ? "\n" : ",\n") + entry.toJson(QJsonDocument::Compact);
            },
            .end = "\n]}}\n"};
}

ExportText csvText(const TrafficModel &shown)
{
    const BoundedRows::Snapshot rows = shown.snapshot();
    return {.head = "time,method,path,status,api,total_ns,gateway_ns,upstream_ns,bytes_in,"
                    "bytes_out,key,error\r\n",
            .rows = rows.size(),
            .row = [rows](std::size_t at) { return csvLine(recordAt(rows, at)); },
            .end = {}};
}

} // namespace gw::models
