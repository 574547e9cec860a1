// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/breakpoint_json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gw::client {

namespace {

QString wordOf(BreakWhen when)
{
    return when == BreakWhen::After ? u"after"_s : u"before"_s;
}

BreakWhen whenOf(const QJsonObject &json)
{
    return json.value("when"_L1).toString() == "after"_L1 ? BreakWhen::After : BreakWhen::Before;
}

BodyState bodyStateOf(const QString &word)
{
    if (word == "whole"_L1) {
        return BodyState::Whole;
    }
    if (word == "none"_L1) {
        return BodyState::None;
    }
    if (word == "left out"_L1) {
        return BodyState::LeftOut;
    }
    // A state that this console does not know is none to be edited.
    return word == "binary"_L1 ? BodyState::Binary : BodyState::Streams;
}

QDateTime momentOf(const QJsonValue &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toInteger());
}

PausedMessage messageOf(const QJsonObject &json)
{
    PausedMessage message;
    message.method = json.value("method"_L1).toString();
    message.target = json.value("target"_L1).toString();
    message.status = json.value("status"_L1).toInt();
    message.body = json.value("body"_L1).toString();
    message.bodyState = bodyStateOf(json.value("body_state"_L1).toString());
    for (const QJsonValue &header : json.value("headers"_L1).toArray()) {
        message.headers.append(
            {header.toArray().at(0).toString(), header.toArray().at(1).toString()});
    }
    return message;
}

QJsonObject jsonOf(const PausedMessage &message, bool keepsBody)
{
    QJsonArray headers;
    for (const auto &[name, value] : message.headers) {
        headers.append(QJsonArray{name, value});
    }
    QJsonObject json{{u"headers"_s, headers}};
    if (message.isAnswer()) {
        json.insert(u"status"_s, message.status);
    } else {
        json.insert(u"method"_s, message.method);
        json.insert(u"target"_s, message.target);
    }
    if (!keepsBody) {
        json.insert(u"body"_s, message.body);
    }
    return json;
}

} // namespace

Breakpoint breakpointOf(const QJsonObject &json)
{
    return {
        .id = json.value("id"_L1).toString(),
        .isEnabled = json.value("enabled"_L1).toBool(true),
        .apiId = json.value("api_id"_L1).toString(),
        .method = json.value("method"_L1).toString(),
        .path = json.value("path"_L1).toString(),
        .step = json.value("step"_L1).toString(),
        .when = whenOf(json),
    };
}

QJsonObject jsonOf(const Breakpoint &breakpoint)
{
    return {
        {u"id"_s, breakpoint.id},
        {u"enabled"_s, breakpoint.isEnabled},
        {u"api_id"_s, breakpoint.apiId},
        {u"method"_s, breakpoint.method},
        {u"path"_s, breakpoint.path},
        {u"step"_s, breakpoint.step},
        {u"when"_s, wordOf(breakpoint.when)},
    };
}

QJsonObject jsonOf(const BreakpointRules &rules)
{
    QJsonArray breakpoints;
    for (const Breakpoint &breakpoint : rules.breakpoints) {
        breakpoints.append(jsonOf(breakpoint));
    }
    return {
        {u"enabled"_s, rules.isEnabled},
        {u"auto_continue_seconds"_s, static_cast<qint64>(rules.autoContinue.count())},
        {u"breakpoints"_s, breakpoints},
    };
}

BreakpointState breakpointStateOf(const QJsonObject &json)
{
    BreakpointState state;
    state.rules.isEnabled = json.value("enabled"_L1).toBool();
    state.rules.autoContinue =
        std::chrono::seconds(json.value("auto_continue_seconds"_L1)
                                 .toInteger(static_cast<qint64>(state.rules.autoContinue.count())));
    for (const QJsonValue &one : json.value("breakpoints"_L1).toArray()) {
        state.rules.breakpoints.append(breakpointOf(one.toObject()));
    }
    state.paused = json.value("paused"_L1).toInt();
    state.passed = static_cast<std::uint64_t>(json.value("passed"_L1).toInteger());
    return state;
}

PausedRequest pausedRequestOf(const QJsonObject &json)
{
    PausedRequest paused;
    paused.id = json.value("id"_L1).toString();
    paused.breakpointId = json.value("breakpoint"_L1).toString();
    paused.requestId = json.value("request_id"_L1).toString();
    paused.apiId = json.value("api_id"_L1).toString();
    paused.apiName = json.value("api_name"_L1).toString();
    paused.step = json.value("step"_L1).toString();
    paused.when = whenOf(json);
    paused.pausedAt = momentOf(json.value("paused_at_ms"_L1));
    paused.continuesAt = momentOf(json.value("continues_at_ms"_L1));
    paused.client = json.value("client"_L1).toString();
    paused.request = messageOf(json.value("request"_L1).toObject());
    if (json.value("response"_L1).isObject()) {
        paused.response = messageOf(json.value("response"_L1).toObject());
    }
    return paused;
}

QList<PausedRequest> pausedRequestsOf(const QJsonObject &json)
{
    QList<PausedRequest> list;
    for (const QJsonValue &one : json.value("paused"_L1).toArray()) {
        list.append(pausedRequestOf(one.toObject()));
    }
    return list;
}

QJsonObject jsonOf(const Release &release)
{
    const QString part = release.message.isAnswer() ? u"response"_s : u"request"_s;
    switch (release.how) {
    case Release::How::Edited:
        return {{u"action"_s, u"continue"_s}, {part, jsonOf(release.message, release.keepsBody)}};
    case Release::How::Answered:
        return {{u"action"_s, u"answer"_s}, {part, jsonOf(release.message, false)}};
    case Release::How::AsIs:
        break;
    }
    return {{u"action"_s, u"continue"_s}};
}

} // namespace gw::client
