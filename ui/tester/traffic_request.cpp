// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/traffic_request.h"

#include "models/raw_message.h"
#include "requests/curl_body.h"
#include "requests/template_text.h"
#include "session/engine_session.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

using client::TrafficRecord;

constexpr QLatin1StringView kHidden("****");

QString tr(const char *text)
{
    return QCoreApplication::translate("gw::tester::TrafficRequest", text);
}

bool isNamed(const std::pair<QString, QString> &field, QLatin1StringView name)
{
    return field.first.compare(name, Qt::CaseInsensitive) == 0;
}

// What curl writes by itself.
bool isOfTheConnection(const std::pair<QString, QString> &field)
{
    return isNamed(field, "host"_L1) || isNamed(field, "content-length"_L1) ||
           isNamed(field, "transfer-encoding"_L1) || isNamed(field, "connection"_L1);
}

// "X-Api-Key" => "{{x_api_key}}"
QString variableFor(const QString &name)
{
    QString variable = name.toLower();
    for (QChar &letter : variable) {
        if (!letter.isLetterOrNumber()) {
            letter = u'_';
        }
    }
    return u"{{"_s + variable + u"}}"_s;
}

QString shownQuery(const QString &query, QStringList &hidden)
{
    QStringList pairs = query.split(u'&');
    for (QString &pair : pairs) {
        if (pair.endsWith(u'=' + kHidden)) {
            const QString name = pair.section(u'=', 0, 0);
            pair = name + u'=' + variableFor(name);
            hidden.append(name);
        }
    }
    return pairs.join(u'&');
}

// As requests write it; text that is no variable stays text.
std::string urlAt(const Place &place, const QString &target)
{
    const std::string origin =
        place.isGateway ? "{{gateway}}"
                        : place.url.toString(QUrl::RemovePath | QUrl::FullyEncoded).toStdString();
    return origin + requests::spellValue(target.toStdString());
}

std::string urlOf(const TrafficRecord &record, const Place &place, QStringList &hidden)
{
    const auto literal = [](QString text) {
        return text.replace("{{"_L1, "%7B%7B"_L1);
    };
    QString url = literal(record.rawPath.isEmpty() ? record.path : record.rawPath);
    if (!record.rawQuery.isEmpty()) {
        url += u'?' + shownQuery(literal(record.rawQuery), hidden);
    }
    return urlAt(place, url);
}

requests::Line lineOf(const QString &name, const QString &value)
{
    requests::Line line;
    line.name = requests::spellName(name.toStdString(), requests::Braces::Letters);
    line.value = requests::spellValue(value.toStdString(), requests::Braces::Letters);
    return line;
}

requests::Body bodyOf(const QByteArray &bytes, bool hasType)
{
    const std::string text = bytes.toStdString();
    if (hasType && requests::isJsonContainer(text)) {
        return {{}, requests::BodyKind::Json, text};
    }
    return requests::exactBody(text);
}

} // namespace

Place placeOf(const session::EngineSession &session, const QString &apiId)
{
    const QUrl url = session.trafficUrl(apiId);
    return {.url = url, .isGateway = url == session.trafficUrl()};
}

requests::Request requestTo(const client::ApiReport &api, const Place &place)
{
    requests::Request request;
    request.method = "GET";
    const QByteArray path = QUrl::toPercentEncoding(api.listenPath, "/{}:!$&'()*+,;=@");
    request.url = urlAt(place, QString::fromLatin1(path));
    return request;
}

TrafficRequest requestOf(const TrafficRecord &record, const Place &place)
{
    TrafficRequest result;
    QStringList hidden;
    result.request.method = record.method.toStdString();
    result.request.url = urlOf(record, place, hidden);
    if (record.rawRequest.isEmpty()) {
        result.notes.append(tr("Headers and body are not known: the engine keeps them only with "
                               "\"enable_detailed_recording\"."));
        return result;
    }
    const models::RawMessage message = models::RawMessage::of(record.rawRequest);
    if (!record.host.isEmpty() && record.host != place.url.authority(QUrl::FullyEncoded)) {
        result.request.headers.push_back(lineOf(u"Host"_s, record.host));
    }
    qint64 length = 0;
    bool hasType = false;
    for (const auto &field : models::headersAsSent(record, message)) {
        hasType = hasType || isNamed(field, "content-type"_L1);
        length = isNamed(field, "content-length"_L1) ? field.second.toLongLong() : length;
        if (isOfTheConnection(field)) {
            continue;
        }
        requests::Line line = lineOf(field.first, field.second);
        if (field.second.contains(kHidden)) {
            line.value = QString::fromStdString(line.value)
                             .replace(kHidden, variableFor(field.first))
                             .toStdString();
            hidden.append(field.first);
        }
        result.request.headers.push_back(line);
    }
    if (!message.body.isEmpty()) {
        result.request.body = bodyOf(message.body, hasType);
    }
    if (length > message.body.size()) {
        result.notes.append(
            tr("Of the body the engine kept %1 of %2 bytes.").arg(message.body.size()).arg(length));
    }
    if (!hidden.isEmpty()) {
        result.notes.append(tr("The engine hides credentials (%1): variables stand in their place.")
                                .arg(hidden.join(u", "_s)));
    }
    return result;
}

} // namespace gw::tester
