// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/event_reader.h"

#include "client/breakpoint_json.h"
#include "client/json_values.h"
#include "client/words.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

namespace gw::client {

namespace {

constexpr int kForbidden = 403;
constexpr const char *kIsSilent = "isSilent"; // property of a reply that was given up

} // namespace

EventReader::EventReader(EngineAddress address, Topics topics, QObject *parent)
    : QObject(parent)
    , m_channel(std::move(address))
    , m_topics(topics)
    , m_isTracing(topics == Topics::Engine)
{
    m_channel.network().setTransferTimeout(0); // the stream has no end
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    m_silence.setInterval(topics == Topics::Engine ? kLongestWithoutFigures : kLongestSilence);
    connect(&m_retry, &QTimer::timeout, this, &EventReader::open);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        if (m_reply != nullptr) {
            m_reply->setProperty(kIsSilent, true);
            m_reply->abort(); // ends in end()
        }
    });
}

EventReader::~EventReader()
{
    if (m_reply != nullptr) {
        m_reply->disconnect(this);
    }
}

void EventReader::start()
{
    m_wait = std::chrono::milliseconds(0);
    open();
}

void EventReader::setTracing(bool isOn)
{
    if (isOn == m_isTracing) {
        return;
    }
    m_isTracing = isOn;
    if (m_reply == nullptr) {
        return; // the next try asks for it
    }
    drop();
    start();
}

void EventReader::retry()
{
    if (m_reply == nullptr) {
        m_retry.stop();
        start();
    }
}

void EventReader::open()
{
    m_parser = SseParser();
    const QString query = m_topics == Topics::Pauses ? QStringLiteral("topics=pauses")
                          : m_isTracing              ? QStringLiteral("trace=on")
                                                     : QString();
    QNetworkRequest request = m_channel.requestFor(QStringLiteral("/tyk/events"), query);
    request.setRawHeader("Accept", "text/event-stream");
    m_reply = m_channel.network().get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &EventReader::read);
    connect(m_reply, &QNetworkReply::finished, this, &EventReader::end);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 200 && !m_isConnected) {
            m_isConnected = true;
            m_wait = std::chrono::milliseconds(0);
            Q_EMIT connected();
        }
    });
    m_silence.start();
}

void EventReader::read()
{
    if (!m_isConnected) {
        return; // an error's text: end() reads it
    }
    m_silence.start();
    const QPointer<QNetworkReply> reply = m_reply;
    for (const SseEvent &event : m_parser.add(m_reply->readAll())) {
        dispatch(event);
        if (reply == nullptr || reply != m_reply) {
            return; // a listener closed the stream
        }
    }
}

// Without a word to those who listen: another one follows at once.
void EventReader::drop()
{
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    m_isConnected = false;
    m_silence.stop();
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void EventReader::end()
{
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    m_silence.stop();
    m_isConnected = false;
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString where = m_channel.address().url.toString();
    Error why = said(ClientWords::tr("The event stream ended"), where.toStdString());
    if (status == 0) {
        why = unreachable(*reply, where.toStdString());
    } else if (reply->property(kIsSilent).toBool()) {
        why =
            said(ClientWords::tr("The engine says nothing any more"), where.toStdString(),
                 ClientWords::tr("A plugin may hold it up: see its log. Another worker is asked"));
    } else if (status != 200) {
        why = errorOf(status, reply->readAll(), where);
    }
    if (status == kForbidden) {
        Q_EMIT lost(why, std::chrono::milliseconds(0));
        return;
    }
    m_wait = std::clamp(m_wait * 2, kFirstWait, kLongestWait);
    m_retry.start(m_wait);
    Q_EMIT lost(why, m_wait);
}

void EventReader::dispatch(const SseEvent &event)
{
    const auto json = objectOf(event.data);
    if (!json) {
        return; // not a word of this engine's: a newer one may send events that are not objects
    }
    const auto skipped = static_cast<quint64>(json->value(QLatin1String("skipped")).toInteger());
    if (event.type == "traffic") {
        Q_EMIT trafficArrived(trafficOf(*json), skipped);
    } else if (event.type == "log") {
        Q_EMIT logArrived(logLinesOf(*json), skipped);
    } else if (event.type == "metrics") {
        Q_EMIT metricsArrived(metricsOf(*json));
    } else if (event.type == "reload") {
        Q_EMIT reloaded(reloadReportOf(*json));
    } else if (event.type == "plugins") {
        Q_EMIT pluginsChanged(pluginHooksOf(*json), stuckHooksOf(*json));
    } else if (event.type == "paused") {
        Q_EMIT paused(pausedRequestOf(*json));
    } else if (event.type == "released") {
        Q_EMIT released(json->value(QLatin1String("id")).toString(),
                        json->value(QLatin1String("how")).toString());
    } else if (event.type == "dropped") {
        Q_EMIT eventsDropped(static_cast<quint64>(json->value(QLatin1String("count")).toInteger()));
    }
}

} // namespace gw::client
