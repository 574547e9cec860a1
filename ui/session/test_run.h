// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/trace_source.h"
#include "requests/value.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <chrono>
#include <memory>

namespace gw::requests {
class RequestRunner;
}

namespace gw::session {

// One line of the results: a request, or one of its checks.
struct TestRow {
    enum class State : std::uint8_t { Passed, Failed, Skipped, NotChecked };

    QString file;
    int line = 0; // from 1; 0: the file as a whole
    QString text; // "GET http://h/p", or the check as the file spells it
    QString detail;
    State state = State::Passed;
    bool isCheck = false;
    std::chrono::microseconds duration{0}; // of a request
};

// Runs Hurl files with the code of `gatewright run`, one after the other on a thread of its own.
// Thread: GUI.
class TestRun final : public QObject {
    Q_OBJECT

public:
    struct Plan {
        QStringList paths; // files, or folders with .hurl files
        requests::Variables variables;
        requests::TraceSource::Access access; // for facts about the gateway; no url: none
        QString workspace = {};               // requests read and write files only in it
        requests::ControlAccess control = {}; // whose secret requests to it may use
    };

    using QObject::QObject;
    // Cancels, and waits for the thread.
    ~TestRun() override;

    // A run that is under way is cancelled first.
    void start(Plan plan);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void started();
    // Of one request, or of a file that cannot be read; the request's row comes first.
    void rowsAdded(const QList<gw::session::TestRow> &rows);
    void noticeRaised(const QString &text);
    void finished(); // once for each start, also after cancel()

private:
    void end();

    std::shared_ptr<requests::RequestRunner> m_runner; // that the thread works with
    std::unique_ptr<QThread> m_thread;
    bool m_isRunning = false;
};

} // namespace gw::session
