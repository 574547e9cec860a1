// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/breakpoints.h"

#include "client/breakpoint_client.h"
#include "client/breakpoint_json.h"
#include "session/engine_session.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::session {

using client::Breakpoint;
using client::BreakpointClient;
using client::EventReader;
using client::PausedRequest;
using client::Release;

namespace {

QString wordOf(Release::How how)
{
    switch (how) {
    case Release::How::Edited:
        return u"edited"_s;
    case Release::How::Answered:
        return u"answered"_s;
    case Release::How::AsIs:
        break;
    }
    return u"continued"_s;
}

void nameRules(QList<Breakpoint> &rules)
{
    QSet<QString> ids;
    for (Breakpoint &rule : rules) {
        if (ids.contains(rule.id)) {
            rule.id.clear(); // two of them have it
        }
        ids.insert(rule.id);
    }
    int number = 0;
    for (Breakpoint &rule : rules) {
        while (rule.id.isEmpty()) {
            const QString id = u"b%1"_s.arg(++number);
            rule.id = ids.contains(id) ? QString() : id;
        }
        ids.insert(rule.id);
    }
}

QSet<QString> idsOf(const QList<PausedRequest> &list)
{
    QSet<QString> ids;
    for (const PausedRequest &request : list) {
        ids.insert(request.id);
    }
    return ids;
}

} // namespace

Breakpoints::Breakpoints(EngineSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &EngineSession::stateChanged, this, &Breakpoints::followEngine);
    followEngine();
}

Breakpoints::~Breakpoints()
{
    disconnect();
}

void Breakpoints::followEngine()
{
    if (const QString origin = m_session.origin(); !origin.isEmpty() && origin != m_origin) {
        takeOrigin(origin);
    }
    if (m_session.client() == nullptr) {
        stopListening();
    } else if (isOn() && m_events == nullptr &&
               m_session.state() == EngineSession::State::Connected) {
        listen();
    }
}

void Breakpoints::takeOrigin(const QString &origin)
{
    stopListening();
    m_origin = origin;
    const auto kept = std::ranges::find(m_kept, origin, &Kept::origin);
    m_rules = kept == m_kept.end() ? client::BreakpointRules() : kept->rules;
    m_rules.isEnabled = false;
    Q_EMIT changed();
}

void Breakpoints::setOn(bool isOn)
{
    if (isOn == this->isOn()) {
        return;
    }
    m_rules.isEnabled = isOn;
    if (isOn) {
        followEngine();
    } else {
        // Those of another console's stream too.
        if (m_session.state() == EngineSession::State::Connected) {
            BreakpointClient(*m_session.client())
                .setBreakpoints(m_rules)
                .then(this, [this](const Expected<client::BreakpointState> &state) {
                    if (!state) {
                        Q_EMIT problemRaised(state.error());
                    }
                });
        }
        removeAll(u"switched off"_s);
        stopListening();
    }
    Q_EMIT changed();
}

void Breakpoints::setRules(QList<Breakpoint> rules)
{
    rules.resize(std::min(rules.size(), kMostRules));
    nameRules(rules);
    for (Breakpoint &rule : rules) {
        if (!Breakpoint::hasAfter(rule.step)) {
            rule.when = client::BreakWhen::Before;
        }
    }
    if (rules == m_rules.breakpoints) {
        return;
    }
    m_rules.breakpoints = std::move(rules);
    keep();
    sendRules();
    Q_EMIT changed();
}

void Breakpoints::add(Breakpoint rule)
{
    QList<Breakpoint> rules = m_rules.breakpoints;
    const auto same = std::ranges::find_if(rules, [rule](Breakpoint other) {
        other.id = rule.id;
        other.isEnabled = rule.isEnabled;
        return other == rule;
    });
    if (same != rules.end()) {
        same->isEnabled = true;
    } else if (rules.size() < kMostRules) {
        rules.append(rule);
    } else {
        Q_EMIT problemRaised({tr("There are %1 breakpoints already").arg(kMostRules).toStdString(),
                              {},
                              tr("Remove some of them").toStdString()});
        return;
    }
    setRules(std::move(rules));
    Q_EMIT added(rule);
}

void Breakpoints::setAutoContinue(std::chrono::seconds time)
{
    time = std::clamp(time, std::chrono::seconds(1), kLongestPause);
    if (time == m_rules.autoContinue) {
        return;
    }
    m_rules.autoContinue = time;
    keep();
    sendRules();
    Q_EMIT changed();
}

void Breakpoints::keep()
{
    m_kept.removeIf([this](const Kept &kept) { return kept.origin == m_origin; });
    m_kept.append({m_origin, m_rules});
    if (m_kept.size() > kMostOrigins) {
        m_kept.removeFirst();
    }
    Q_EMIT rulesEdited();
}

void Breakpoints::listen()
{
    m_problem = {};
    m_events = std::make_unique<EventReader>(m_session.address(), EventReader::Topics::Pauses);
    EventReader *events = m_events.get();
    connect(events, &EventReader::connected, this, &Breakpoints::takeStream);
    connect(events, &EventReader::lost, this, [this](const Error &why) {
        m_isWatching = false;
        removeAll(u"lost"_s);
        fail(why);
    });
    connect(events, &EventReader::paused, this, &Breakpoints::addPaused);
    connect(events, &EventReader::released, this, &Breakpoints::remove);
    connect(events, &EventReader::eventsDropped, this, &Breakpoints::askForPaused);
    events->start();
}

void Breakpoints::stopListening()
{
    ++m_run;
    m_isWatching = false;
    m_isSending = false;
    m_mustSend = false;
    m_problem = {};
    m_passed = 0;
    if (m_events != nullptr) {
        m_events->disconnect(this);
        m_events.release()->deleteLater(); // it may be the one who calls
    }
    removeAll(u"lost"_s);
}

void Breakpoints::takeStream()
{
    m_problem = {};
    sendRules();
    askForPaused();
}

// One after the other, so that the last one holds.
void Breakpoints::sendRules()
{
    if (m_events == nullptr || !m_events->isConnected()) {
        return; // takeStream() will
    }
    m_mustSend = m_isSending;
    if (m_isSending) {
        return;
    }
    m_isSending = true;
    BreakpointClient(*m_session.client())
        .setBreakpoints(m_rules)
        .then(this, [this, run = m_run](const Expected<client::BreakpointState> &state) {
            if (run != m_run) {
                return;
            }
            m_isSending = false;
            if (m_mustSend) {
                sendRules();
                return;
            }
            m_isWatching = state.has_value() && m_events->isConnected();
            m_passed = state ? state->passed : m_passed;
            m_problem = state ? Error() : state.error();
            Q_EMIT changed();
        });
}

void Breakpoints::askForPaused()
{
    if (m_session.client() == nullptr) {
        return;
    }
    ++m_questions;
    BreakpointClient(*m_session.client())
        .paused()
        .then(this, [this, run = m_run,
                     known = idsOf(m_paused)](const Expected<QList<PausedRequest>> &list) {
            if (run == m_run && list) {
                takePaused(*list, known);
            }
            if (--m_questions == 0) {
                m_gone.clear();
            }
        });
}

// known: those that were here when the engine was asked.
void Breakpoints::takePaused(const QList<PausedRequest> &list, const QSet<QString> &known)
{
    for (const QString &id : known - idsOf(list)) {
        remove(id, u"lost"_s);
    }
    for (const PausedRequest &request : list) {
        if (!m_gone.contains(request.id) && find(request.id) == nullptr) {
            addPaused(request);
        }
    }
}

void Breakpoints::addPaused(const PausedRequest &request)
{
    if (find(request.id) != nullptr || m_paused.size() >= kMostPaused) {
        return;
    }
    m_paused.append(request);
    Q_EMIT requestPaused(request);
    Q_EMIT pausedChanged();
}

const PausedRequest *Breakpoints::find(const QString &id) const
{
    const auto found = std::ranges::find(m_paused, id, &PausedRequest::id);
    return found == m_paused.end() ? nullptr : &*found;
}

void Breakpoints::remove(const QString &id, const QString &how)
{
    if (m_questions > 0) {
        m_gone.insert(id);
    }
    m_drafts.remove(id);
    if (m_paused.removeIf([&id](const PausedRequest &request) { return request.id == id; }) > 0) {
        Q_EMIT requestReleased(id, how);
        Q_EMIT pausedChanged();
    }
}

void Breakpoints::removeAll(const QString &how)
{
    const QList<PausedRequest> gone = std::exchange(m_paused, {});
    m_drafts.clear();
    if (gone.isEmpty()) {
        return;
    }
    for (const PausedRequest &request : gone) {
        Q_EMIT requestReleased(request.id, how);
    }
    Q_EMIT pausedChanged();
}

client::Reply<void> Breakpoints::fetchBodies(const QString &id)
{
    if (m_session.client() == nullptr) {
        return QtFuture::makeReadyValueFuture(
            Expected<void>(failure(tr("There is no engine to be told").toStdString())));
    }
    return BreakpointClient(*m_session.client())
        .paused(id)
        .then(this, [this, id](const Expected<PausedRequest> &request) -> Expected<void> {
            if (!request) {
                return tl::unexpected(request.error());
            }
            if (request->id != id) {
                return failure(tr("The engine tells of another request").toStdString());
            }
            const auto place = std::ranges::find(m_paused, id, &PausedRequest::id);
            if (place != m_paused.end()) {
                *place = *request;
            }
            return {};
        });
}

void Breakpoints::keepDraft(const QString &id, const Draft &draft)
{
    if (find(id) != nullptr) {
        m_drafts.insert(id, draft);
    }
}

client::Reply<void> Breakpoints::release(const QString &id, const Release &release)
{
    if (m_session.client() == nullptr) {
        return QtFuture::makeReadyValueFuture(
            Expected<void>(failure(tr("There is no engine to be told").toStdString())));
    }
    return BreakpointClient(*m_session.client())
        .release(id, release)
        .then(this, [this, id, how = wordOf(release.how)](const Expected<void> &result) {
            if (result) {
                remove(id, how);
            } else {
                askForPaused(); // maybe it is gone
            }
            return result;
        });
}

void Breakpoints::releaseAll()
{
    if (m_session.client() == nullptr) {
        return;
    }
    BreakpointClient(*m_session.client())
        .releaseAll()
        .then(this, [this, run = m_run](const Expected<int> &count) {
            if (!count && run == m_run) {
                Q_EMIT problemRaised(count.error());
            }
            // Each is told of as an event.
        });
}

void Breakpoints::fail(const Error &why)
{
    m_problem = why;
    Q_EMIT changed();
}

QJsonObject Breakpoints::saveState() const
{
    QJsonArray origins;
    for (const Kept &kept : m_kept) {
        QJsonObject one = client::jsonOf(kept.rules);
        one.remove(u"enabled"_s);
        one.insert(u"origin"_s, kept.origin);
        origins.append(one);
    }
    return {{u"origins"_s, origins}};
}

void Breakpoints::restoreState(const QJsonObject &state)
{
    m_kept.clear();
    for (const QJsonValue &value : state.value("origins"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        client::BreakpointRules rules = client::breakpointStateOf(one).rules;
        rules.isEnabled = false;
        rules.autoContinue = std::clamp(rules.autoContinue, std::chrono::seconds(1), kLongestPause);
        rules.breakpoints.removeIf([](const Breakpoint &rule) { return rule.step.isEmpty(); });
        rules.breakpoints.resize(std::min(rules.breakpoints.size(), kMostRules));
        nameRules(rules.breakpoints);
        m_kept.append({one.value("origin"_L1).toString(), std::move(rules)});
    }
    if (!m_origin.isEmpty()) {
        takeOrigin(m_origin);
    }
}

Breakpoint breakpointAt(const client::TrafficRecord &record, const client::TraceStep &step)
{
    return {
        .id = {},
        .isEnabled = true,
        .apiId = record.apiId,
        .method = record.method,
        .path = QUrl::fromPercentEncoding(record.rawPath.toUtf8()),
        .step = step.phase == "upstream"_L1 ? u"upstream"_s : step.shortName(),
        .when = client::BreakWhen::Before,
    };
}

Breakpoint breakpointFor(const client::TrafficRecord &record)
{
    Breakpoint rule = breakpointAt(record, {});
    rule.step = record.upstreamAddress.isEmpty() ? u"client"_s : u"upstream"_s;
    return rule;
}

} // namespace gw::session
