// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"
#include "client/engine_client.h"
#include "client/event_reader.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <memory>
#include <string>

namespace gw::session {

class EngineSession;

// The breakpoints of the engine that the console works with, and the requests that they hold. Rules
// are kept for each origin (EngineSession::origin()); the switch is off at first for each. An
// engine stops nothing unless this listens to its pauses: only while the switch is on. Thread: GUI.
class Breakpoints final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype kMostRules = 100;  // that an engine takes
    static constexpr qsizetype kMostPaused = 100; // at a time
    static constexpr qsizetype kMostOrigins = 20; // whose rules are kept
    static constexpr std::chrono::seconds kLongestPause{600};

    // The session must outlive this.
    explicit Breakpoints(EngineSession &session, QObject *parent = nullptr);
    ~Breakpoints() override;

    [[nodiscard]] bool isOn() const { return m_rules.isEnabled; }
    void setOn(bool isOn);
    // Whether the engine has the rules and stops requests for this console.
    [[nodiscard]] bool isWatching() const { return m_isWatching; }
    // Why it does not though the switch is on; empty when it does, or is not heard of yet.
    [[nodiscard]] const Error &problem() const { return m_problem; }

    [[nodiscard]] const QList<client::Breakpoint> &rules() const { return m_rules.breakpoints; }
    // At most kMostRules. A rule without an id gets one.
    void setRules(QList<client::Breakpoint> rules);
    // One that is there already is switched on instead. Ends in added() or problemRaised().
    void add(client::Breakpoint rule);
    [[nodiscard]] std::chrono::seconds autoContinue() const { return m_rules.autoContinue; }
    void setAutoContinue(std::chrono::seconds time); // 1 s to kLongestPause

    // In the order in which they stopped.
    [[nodiscard]] const QList<client::PausedRequest> &paused() const { return m_paused; }
    [[nodiscard]] const client::PausedRequest *find(const QString &id) const; // null: it went on
    // Requests that met a breakpoint while too many were paused, as far as the engine has said.
    [[nodiscard]] std::uint64_t passedCount() const { return m_passed; }

    // Brings the bodies that the event of the request left out: find() has them then.
    [[nodiscard]] client::Reply<void> fetchBodies(const QString &id);

    // What was typed for a paused request, kept until it goes on.
    struct Draft {
        std::string message; // as a text; empty: none was begun
        std::string answer;  // that the client gets instead; likewise
        bool isAnswering = false;
    };
    [[nodiscard]] Draft draft(const QString &id) const { return m_drafts.value(id); }
    void keepDraft(const QString &id, const Draft &draft);

    // Ends with an error when the engine does not take it: the request stays paused.
    [[nodiscard]] client::Reply<void> release(const QString &id, const client::Release &release);
    void releaseAll();

    // The rules of all origins.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void changed();     // switch, rules, time, problem
    void rulesEdited(); // what the session store keeps
    void added(const gw::client::Breakpoint &rule);
    void pausedChanged(); // behind the next two
    void requestPaused(const gw::client::PausedRequest &request);
    // how: as EventReader::released(), or "lost" when the engine is no longer heard.
    void requestReleased(const QString &id, const QString &how);
    // Something to tell the user once, without a dialog.
    void problemRaised(const gw::Error &problem);

private:
    struct Kept {
        QString origin;
        client::BreakpointRules rules;
    };

    void followEngine();
    void takeOrigin(const QString &origin);
    void keep();
    void listen();
    void stopListening();
    void takeStream();
    void sendRules();
    void askForPaused();
    void takePaused(const QList<client::PausedRequest> &list, const QSet<QString> &known);
    void addPaused(const client::PausedRequest &request);
    void remove(const QString &id, const QString &how);
    void removeAll(const QString &how);
    void fail(const Error &why);

    EngineSession &m_session;
    QString m_origin;
    QList<Kept> m_kept; // of other origins and this one, the latest last
    client::BreakpointRules m_rules;
    std::unique_ptr<client::EventReader> m_events; // while the switch is on
    int m_run = 0; // of the listening: answers to an earlier one are dropped
    bool m_isWatching = false;
    bool m_isSending = false;
    bool m_mustSend = false; // again: they have changed meanwhile
    Error m_problem;
    QList<client::PausedRequest> m_paused;
    QHash<QString, Draft> m_drafts; // of those
    int m_questions = 0;            // to the engine who is paused, that are not answered yet
    QSet<QString> m_gone;           // went on meanwhile
    std::uint64_t m_passed = 0;
};

// That stops requests like this one before the step.
[[nodiscard]] client::Breakpoint breakpointAt(const client::TrafficRecord &record,
                                              const client::TraceStep &step);
// Where they all come by: before the upstream if it was asked, else before the answer goes out.
[[nodiscard]] client::Breakpoint breakpointFor(const client::TrafficRecord &record);

} // namespace gw::session
