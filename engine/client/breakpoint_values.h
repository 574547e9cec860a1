// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace gw::client {

enum class BreakWhen : std::uint8_t { Before, After };

// Which requests stop, and where; an empty text is any.
struct Breakpoint {
    QString id = {};
    bool isEnabled = true;
    QString apiId = {};
    QString method = {};
    QString path = {}; // a glob over the decoded path
    // A step as the trace names it, a slot of hooks, "upstream" or "client".
    QString step;
    BreakWhen when = BreakWhen::Before;

    // "upstream" and "client" are places between steps, not steps.
    [[nodiscard]] static bool hasAfter(const QString &step)
    {
        return step != QLatin1String("upstream") && step != QLatin1String("client");
    }
    bool operator==(const Breakpoint &) const = default;
};

// What an engine is told.
struct BreakpointRules {
    bool isEnabled = false;
    std::chrono::seconds autoContinue{60};
    QList<Breakpoint> breakpoints;

    bool operator==(const BreakpointRules &) const = default;
};

// What it says.
struct BreakpointState {
    BreakpointRules rules;
    int paused = 0;
    std::uint64_t passed = 0; // that met a breakpoint while too many were paused
};

enum class BodyState : std::uint8_t {
    None,
    Whole,
    Streams, // too long, or of unknown length: it goes through as it comes
    Binary,  // held, but not text
    LeftOut, // of an event only: long, to be asked for
};

// A request or an answer as it is at the breakpoint.
struct PausedMessage {
    QString method; // of a request
    QString target; // of a request
    int status = 0; // of an answer
    QList<std::pair<QString, QString>> headers;
    QString body; // empty unless the state is Whole
    BodyState bodyState = BodyState::None;

    [[nodiscard]] bool isAnswer() const { return status != 0; }
    [[nodiscard]] bool hasEditableBody() const
    {
        return bodyState == BodyState::Whole || bodyState == BodyState::None;
    }
    bool operator==(const PausedMessage &) const = default;
};

struct PausedRequest {
    QString id;
    QString breakpointId;
    QString requestId;
    QString apiId;
    QString apiName;
    QString step;
    BreakWhen when = BreakWhen::Before;
    QDateTime pausedAt;
    QDateTime continuesAt; // by itself
    QString client;        // "127.0.0.1:4444"
    PausedMessage request;
    std::optional<PausedMessage> response; // there is one: it is about this

    [[nodiscard]] const PausedMessage &subject() const { return response ? *response : request; }
    // Of the socket that the request came from; 0: not known.
    [[nodiscard]] int clientPort() const { return client.section(QLatin1Char(':'), -1).toInt(); }
};

// How a paused request is to go on.
struct Release {
    enum class How : std::uint8_t {
        AsIs,
        Edited,   // the message takes the place of the request or the answer
        Answered, // the message is what the client gets; nothing further runs
    };

    How how = How::AsIs;
    PausedMessage message;
    bool keepsBody = false; // that of the engine, whatever the message's
};

} // namespace gw::client
